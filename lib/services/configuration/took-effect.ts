import { endSessionsOfIdp, endSessionsWithoutUser } from '#db/queries/end-user-sessions.ts'
import { deleteTokensOf } from '#db/queries/idp-tokens.ts'
import type { VersionRow } from '#db/queries/configuration.ts'
import type { RowDifference } from '#db/queries/drafts.ts'
import { deleteOtherLocalSessions } from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import type { Actor } from '../actor.ts'

/** What configuration does to the world once it counts, in the turn that publishes it. */
export async function takeEffect(
  tx: Writer,
  actor: Actor,
  kind: VersionRow['kind'],
  differences: readonly RowDifference[],
  at: Date,
): Promise<void> {
  for (const { part, key, before, after } of differences) {
    if (part === 'idps') await idpTookEffect(tx, String(key['id']), before, after, at)
    // On Save, who enforces SSO keeps the session they do it from: changeSsoEnforcement sees to it.
    if (part === 'authenticationSettings' && kind !== 'save' && after?.['enforcesSso'] && !before?.['enforcesSso']) {
      await deleteOtherLocalSessions(tx, [actor.id, String(after['breakGlassId'])])
    }
  }
}

async function idpTookEffect(
  tx: Writer,
  idpId: string,
  before: RowDifference['before'],
  after: RowDifference['after'],
  at: Date,
): Promise<void> {
  const [was, is] = [before?.['status'], after?.['status']]
  const isGone = is === undefined || is === 'deleting'
  if (isGone) await deleteTokensOf(tx, idpId)
  if (isGone || (was === 'enabled' && is !== 'enabled')) await endSessionsOfIdp(tx, idpId, 'idp', at)
  // Whom the SCIM check would refuse from now on is not signed in either.
  if (!before?.['scimSync'] && after?.['scimSync']) await endSessionsWithoutUser(tx, idpId, at)
}
