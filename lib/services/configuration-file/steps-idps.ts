import { listIdpRows, type IdpRow } from '#db/queries/idps.ts'
import { listSamlAttributes } from '#db/queries/saml-attributes.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { readCertificates } from '#lib/saml/certificate.ts'
import { fold } from '#lib/scim/fold.ts'
import { changeRoleMapping } from '../authentication-settings/role-mapping.ts'
import { changeIdp, confirmations, deleteIdp, startIdp } from '../idps/index.ts'
import { addSamlAttributes, changeSamlAttribute, deleteSamlAttribute } from '../saml-attributes/index.ts'
import type { PlannedChange } from './differences.ts'
import type { FileIdp } from './shape.ts'
import type { Scene } from './steps.ts'

/** Makes an IdP as paused and without anything that another might hold; what it is to be is a change of it. */
export async function createIdp({ name, singleSignOn }: FileIdp, { actor, prepared }: Scene): Promise<void> {
  await startIdp({ name, singleSignOn, usesArbitraryDomains: false, domains: [] }, actor, prepared.pop())
}

/** Brings an IdP to what the file says. The plan was shown and agreed to, with its consequences. */
export async function updateIdp(wanted: FileIdp, { tx, actor }: Scene): Promise<void> {
  const { status, certificates, samlAttributes: _attributes, roles, roleAttribute, ...settings } = wanted
  const row = await getIdp(tx, wanted.name)
  if (status === 'paused' && row.status !== 'resume') {
    throw new AppError('invalid', 'The set-up of this IdP is over; enabled or disabled is accepted.', {
      field: 'status',
    })
  }
  const wizard =
    row.status !== 'resume' ? {} : { wizard: status === 'paused' ? ({ pause: 3 } as const) : ('finish' as const) }
  const read = certificates.flatMap((pem) => readCertificates(pem))
  await changeIdp(
    row.id,
    {
      settings: { ...settings, roleAttribute, status: status === 'enabled' ? 'enabled' : 'disabled' },
      certificates: read,
      confirmed: confirmations,
      ...wizard,
    },
    actor,
  )
  if (settings.singleSignOn === 'admin') await changeRoleMapping(row.id, { roleAttribute, roles }, actor)
}

export async function removeIdp({ name }: PlannedChange, { tx, actor, deletesIdps }: Scene): Promise<void> {
  if (!deletesIdps) {
    throw new AppError(
      'conflict',
      `The file lacks the IdP ${name}, whose users, groups and logs would be deleted with it. Add it, or pass --delete-idps.`,
    )
  }
  const row = await getIdp(tx, name)
  if (row.isDefault) await changeIdp(row.id, { settings: { isDefault: false }, confirmed: confirmations }, actor)
  await deleteIdp(row.id, row.name, actor)
}

export async function saveSamlAttribute(change: PlannedChange, wanted: string, { tx, actor }: Scene): Promise<void> {
  const idp = await getIdp(tx, change.within)
  const entry = { name: change.name, samlAttribute: wanted }
  const row = (await listSamlAttributes(tx, idp.id)).find((each) => each.nameKey === fold(change.name))
  if (!row) return addSamlAttributes(idp.id, [entry], actor)
  const { name, samlAttribute, version } = row
  await changeSamlAttribute(row.id, entry, { version, opened: { name, samlAttribute } }, actor)
}

export async function removeSamlAttribute(change: PlannedChange, { tx, actor }: Scene): Promise<void> {
  const idp = await getIdp(tx, change.within)
  const row = (await listSamlAttributes(tx, idp.id)).find((each) => each.nameKey === fold(change.name))
  if (row) await deleteSamlAttribute(row.id, actor)
}

/** The IdP of a name. Throws `AppError` `not-found`. */
export async function getIdp(q: Reader, name: string): Promise<IdpRow> {
  const row = (await listIdpRows(q)).find((each) => each.nameKey === fold(name))
  if (!row) throw new AppError('not-found', `There is no IdP ${name}.`, { field: 'idp' })
  return row
}
