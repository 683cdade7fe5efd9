import type { AdministratorRow } from '#db/queries/administrators.ts'
import { listIdpCertificates, listIdpRows } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { isSamlConfigured } from '../idps/rules.ts'

/**
 * SSO alone may open the portal only while an IdP signs administrators in and `owner` could still break the glass.
 * @throws AppError `conflict` (field `enforcesSso`) or `invalid` (field `breakGlassId`) otherwise.
 */
export async function requireEnforceable(q: Reader, owner: AdministratorRow | undefined): Promise<void> {
  requireBreakGlass(owner)
  await requireAdministratorsIdp(q)
}

function requireBreakGlass(owner: AdministratorRow | undefined): void {
  const wrong = (message: string) => new AppError('invalid', `Break-Glass Owner: ${message}`, { field: 'breakGlassId' })
  if (!owner) throw wrong('choose the owner who may still sign in with a password when the IdP does not answer.')
  if (owner.role !== 'owner') throw wrong(`${owner.email} is not an owner.`)
  if (owner.isDisabled) throw wrong(`${owner.email} is disabled.`)
  if (owner.passwordHash === '') throw wrong(`${owner.email} has no password yet.`)
}

async function requireAdministratorsIdp(q: Reader): Promise<void> {
  const certificates = await listIdpCertificates(q)
  const isReady = (await listIdpRows(q)).some(
    (idp) =>
      idp.singleSignOn === 'admin' &&
      idp.status === 'enabled' &&
      isSamlConfigured({ ...idp, certificates: certificates.filter((each) => each.idpId === idp.id).length }),
  )
  if (isReady) return
  throw new AppError(
    'conflict',
    'No IdP signs administrators in. Enable one with Single Sign-On set to Admin, verify it, then enforce SSO.',
    { field: 'enforcesSso' },
  )
}
