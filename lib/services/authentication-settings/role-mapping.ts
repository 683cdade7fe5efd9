import { store } from '#db/index.ts'
import { listIdpRoles, replaceIdpRoles } from '#db/queries/idp-roles.ts'
import { findIdp, updateIdp } from '#db/queries/idps.ts'
import type { Grants } from '#lib/auth/permissions.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure, edited } from '../configuration/index.ts'

/** One value of the role attribute, and what it gives. */
export type RoleGrant = { value: string } & Grants

/** How an administrators' IdP gives roles. */
export type RoleMapping = {
  /** The attribute of the assertion; empty: roles stay as owners set them here. */
  roleAttribute: string
  roles: RoleGrant[]
}

const mostRoles = 50

export async function readRoleMapping(idpId: string): Promise<RoleMapping> {
  const read = await edited(store().read)
  const idp = await findIdp(read, idpId)
  if (!idp) throw gone()
  const rows = await listIdpRoles(read, idpId)
  return { roleAttribute: idp.roleAttribute, roles: rows.map(({ idpId: _id, ...grant }) => grant) }
}

/**
 * Replaces the mapping. Takes effect at each administrator's next sign-in.
 * @throws AppError `invalid` at field `roleAttribute` or `roles`, `not-found`.
 */
export async function changeRoleMapping(idpId: string, wanted: RoleMapping, actor: Actor): Promise<void> {
  const { roleAttribute, roles } = readMapping(wanted)
  await configure(actor, async (tx) => {
    const idp = await findIdp(tx, idpId)
    if (!idp) throw gone()
    if (idp.singleSignOn !== 'admin') {
      throw invalid('roleAttribute', 'Role Attribute is available for Admin single sign-on only.')
    }
    const before = (await listIdpRoles(tx, idpId)).map(({ idpId: _id, ...grant }) => grant)
    await updateIdp(tx, idpId, { roleAttribute, version: idp.version + 1, updatedAt: new Date() })
    await replaceIdpRoles(
      tx,
      idpId,
      roles.map((grant) => ({ ...grant, idpId })),
    )
    await appendAudit(tx, actor, {
      action: 'idp-roles.update',
      target: { type: 'idp', id: idpId, name: idp.name },
      before: { roleAttribute: idp.roleAttribute, roles: before.map(told) },
      after: { roleAttribute, roles: roles.map(told) },
    })
  })
}

function readMapping(wanted: RoleMapping): RoleMapping {
  const roleAttribute = wanted.roleAttribute.trim()
  if (roleAttribute.length > 1024)
    throw invalid('roleAttribute', 'Role Attribute: up to 1,024 characters are accepted.')
  // A value is compared exactly, but nobody means a space at its end.
  const roles = wanted.roles
    .map((grant) => ({ ...grant, value: grant.value.trim() }))
    .filter((grant) => grant.value !== '')
    .map((grant): RoleGrant => (grant.role === 'owner' ? { ...grant, scimManagement: 'full' } : grant))
  if (roles.length > mostRoles) throw invalid('roles', `Roles: up to ${mostRoles} values are accepted.`)
  const long = roles.find((grant) => grant.value.length > 1024)
  if (long) throw invalid('roles', 'Roles: a value has up to 1,024 characters.')
  const twice = roles.find((grant, index) => roles.findIndex((each) => each.value === grant.value) !== index)
  if (twice) throw invalid('roles', `Roles: “${twice.value.slice(0, 60)}” stands twice.`)
  if (roleAttribute !== '' && roles.length === 0) {
    throw invalid('roles', 'Roles: map at least one value. Without any, nobody could sign in through this IdP.')
  }
  return { roleAttribute, roles: roleAttribute === '' ? [] : roles }
}

const told = ({ value, role, scimManagement }: RoleGrant) => `${value}: ${role}, SCIM Management ${scimManagement}`

const gone = () => new AppError('not-found', 'This IdP configuration does not exist any more.')

const invalid = (field: string, message: string) => new AppError('invalid', message, { field })
