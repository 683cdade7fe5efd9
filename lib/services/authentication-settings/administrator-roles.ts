import { hasOtherOwner, updateAdministrator, type AdministratorRow } from '#db/queries/administrators.ts'
import { listIdpRoles, type IdpRoleRow } from '#db/queries/idp-roles.ts'
import type { IdpRow } from '#db/queries/idps.ts'
import { deleteSessionsOf } from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import type { Grants } from '#lib/auth/permissions.ts'
import { SamlRefusal } from '#lib/saml/refusals.ts'
import { appendAudit } from '../audit.ts'
import { authenticationSettings } from './settings.ts'

type Arrived = {
  idp: IdpRow
  assertion: { readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[] }
  caller: Caller
}

/**
 * Gives an administrator the role that the IdP's role attribute says, and answers the row as it is then. Another role
 * ends the sessions that were opened with the former one. The break-glass owner keeps the role, and so does the last
 * owner who can sign in: an IdP must not be able to shut the organisation out.
 * @throws SamlRefusal when no value of the attribute is mapped to a role.
 */
export async function takeRole(
  tx: Writer,
  administrator: AdministratorRow,
  { idp, assertion, caller }: Arrived,
): Promise<AdministratorRow> {
  if (idp.roleAttribute === '') return administrator
  const { breakGlassId } = await authenticationSettings(tx)
  if (administrator.id === breakGlassId) return administrator
  const values = assertion.attributes.flatMap((each) => (each.name === idp.roleAttribute ? each.values : []))
  const given = roleFrom(await listIdpRoles(tx, idp.id), values)
  if (!given) {
    const sent =
      values.length === 0 ? 'the assertion has no such attribute' : `sent: ${values.join(', ').slice(0, 200)}`
    throw new SamlRefusal('SAML-511', `no value of ${idp.roleAttribute} is mapped to a role · ${sent}`)
  }
  const { role, scimManagement } = given
  if (role === administrator.role && scimManagement === administrator.scimManagement) return administrator
  const losesOwner = administrator.role === 'owner' && role !== 'owner'
  if (losesOwner && !(await hasOtherOwner(tx, administrator.id))) return administrator
  await updateAdministrator(tx, administrator.id, given)
  const sessionsEnded = await deleteSessionsOf(tx, administrator.id)
  await appendAudit(
    tx,
    { id: administrator.id, name: administrator.email, ...caller },
    {
      action: 'administrator.update',
      target: { type: 'administrator', id: administrator.id, name: administrator.email },
      before: { role: administrator.role, scimManagement: administrator.scimManagement },
      after: { ...given, by: `${idp.name}, ${idp.roleAttribute}`, sessionsEnded },
    },
  )
  return { ...administrator, ...given }
}

const rank = { owner: 2, editor: 1, reader: 0 } as const

/** The highest role that one of the values is mapped to, with the widest SCIM Management of any. */
export function roleFrom(
  mapping: readonly Pick<IdpRoleRow, 'value' | 'role' | 'scimManagement'>[],
  values: readonly string[],
): Grants | undefined {
  const given = mapping.filter((each) => values.includes(each.value))
  const [best] = given.toSorted((a, b) => rank[b.role] - rank[a.role])
  if (!best) return undefined
  const isFull = best.role === 'owner' || given.some((each) => each.scimManagement === 'full')
  return { role: best.role, scimManagement: isFull ? 'full' : 'read' }
}
