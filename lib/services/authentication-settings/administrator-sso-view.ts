import { listActiveOwners } from '#db/queries/administrators.ts'
import { listIdpDomains, listIdpRows } from '#db/queries/idps.ts'
import { listIdpRoles } from '#db/queries/idp-roles.ts'
import type { Reader } from '#db/store.ts'
import type { SsoEnforcement } from './enforcement.ts'
import type { RoleMapping } from './role-mapping.ts'
import { authenticationSettings } from './settings.ts'

/** What the page *Administrator SSO* shows. */
export type AdministratorSsoView = {
  readonly enforcement: SsoEnforcement
  /** Owners with a password who are not disabled. */
  readonly owners: readonly { id: string; email: string }[]
  /** Every IdP for administrators, by name; one that is not enabled signs nobody in. */
  readonly idps: readonly {
    id: string
    name: string
    isEnabled: boolean
    domains: readonly string[]
    mapping: RoleMapping
  }[]
}

export async function readAdministratorSso(q: Reader): Promise<AdministratorSsoView> {
  const [{ enforcesSso, breakGlassId }, owners, rows, domains] = await Promise.all([
    authenticationSettings(q),
    listActiveOwners(q),
    listIdpRows(q),
    listIdpDomains(q),
  ])
  const idps = rows.filter((idp) => idp.singleSignOn === 'admin')
  return {
    enforcement: { enforcesSso, breakGlassId },
    owners: owners.map(({ id, email }) => ({ id, email })),
    idps: await Promise.all(
      idps.map(async ({ id, name, status, singleSignOnUrl, roleAttribute }) => ({
        id,
        name,
        isEnabled: status === 'enabled' && singleSignOnUrl !== '',
        domains: domains.filter((each) => each.idpId === id).map((each) => each.domain),
        mapping: {
          roleAttribute,
          roles: (await listIdpRoles(q, id)).map(({ idpId: _id, ...grant }) => grant),
        },
      })),
    ),
  }
}
