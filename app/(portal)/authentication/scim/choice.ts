import { type Store } from '#db/store.ts'
import { unknownIdpId } from '#db/queries/list-sync-logs.ts'
import { listScimIdps } from '#db/queries/list-totals.ts'
import type { ScimIdpChoice } from '#components/scim/scim-frame.tsx'

/** Which IdP a SCIM page is about: the one asked for, else the first by name. Undefined when none has SCIM Sync on. */
export async function chooseIdp(store: Store, asked: string | undefined): Promise<ScimIdpChoice | undefined> {
  return choose(await listScimIdps(store.report), asked)
}

/** The same for the logs, which also keep requests whose IdP is unknown: they belong to the organisation. */
export async function chooseLoggedIdp(store: Store, asked: string | undefined): Promise<ScimIdpChoice> {
  const unknown = { id: unknownIdpId, name: 'Unknown IdP', additionalAttributes: false }
  return (
    choose([...(await listScimIdps(store.report)), unknown], asked) ?? {
      idps: [unknown],
      idp: unknown,
      isSubstitute: false,
    }
  )
}

const choose = (idps: ScimIdpChoice['idps'], asked: string | undefined): ScimIdpChoice | undefined => {
  const found = idps.find((idp) => idp.id === asked)
  const idp = found ?? idps[0]
  return idp && { idps, idp, isSubstitute: asked !== undefined && found === undefined }
}
