import { z } from 'zod'
import { findDefaultIdp } from '#db/queries/default-idp.ts'
import { AppError } from '#lib/errors.ts'
import { configure } from '../../configuration/index.ts'
import {
  changeIdp,
  defaultSettings,
  deleteIdp,
  findIdpView,
  listIdps,
  planChange,
  prepareIdp,
  startIdp,
  type Confirmation,
  type IdpView,
} from '../../idps/index.ts'
import { requiredConfirmations } from '../../idps/confirmations.ts'
import { listName, pageOf, paging } from '../cursor.ts'
import { certificatesIn, idpChange, idpCreation, idpFields, idpJson, settingsIn, showIdp } from '../idp-json.ts'
import { defineOperation } from '../operation.ts'
import { fault, notFound } from '../problem.ts'
import { pageOfSchema } from '../times.ts'

const tag = 'IdPs'
const query = z.strictObject({ scimEnabled: z.enum(['true', 'false']).optional(), ...paging })

const list = defineOperation({
  id: 'listIdps',
  method: 'GET',
  path: '/idps',
  scope: 'idps:read',
  tag,
  summary: 'Lists IdP configurations.',
  query,
  answer: pageOfSchema(idpJson),
  example: { query: { scimEnabled: 'true', limit: '10' } },
  async handle({ query }) {
    const wanted = query.scimEnabled
    const views = (await listIdps()).filter((idp) => wanted === undefined || String(idp.scimSync) === wanted)
    return { body: pageOf(views, query, listName('/idps', query), showIdp) }
  },
})

const read = defineOperation({
  id: 'getIdp',
  method: 'GET',
  path: '/idps/{id}',
  scope: 'idps:read',
  tag,
  summary: 'Reads an IdP configuration.',
  answer: idpJson,
  isVersioned: true,
  example: { params: { id: '216196257331281920' } },
  async handle({ params }) {
    const view = await getView(params['id'])
    return { body: showIdp(view), version: view.version }
  },
})

const create = defineOperation({
  id: 'createIdp',
  method: 'POST',
  path: '/idps',
  scope: 'idps:write',
  tag,
  summary: 'Adds an IdP configuration.',
  description:
    'For users: one that signs administrators in is an owner’s to configure, in the portal. It needs SAML (`loginUrl`, `idpEntityId`, `certificates`) or SCIM Sync. Bearer tokens are generated in the portal or by `rollcall token rotate`.',
  body: idpCreation,
  answer: idpJson,
  status: 201,
  fields: idpFields,
  example: {
    body: { name: 'Okta-API', scimEnabled: true, enabled: true, confirm: ['scim-before-saml'] },
  },
  async handle({ body, caller }) {
    const settings = settingsIn(body)
    const certificates = certificatesIn(body) ?? []
    const prepared = await prepareIdp()
    const id = await configure(caller.actor, async (tx) => {
      const before = { ...defaultSettings, certificates: [] }
      const after = { ...before, ...settings, certificates: certificates.map(({ fingerprint }) => fingerprint) }
      const hasOtherDefault = (await findDefaultIdp(tx)) !== undefined
      requireAll(requiredConfirmations(before, after, hasOtherDefault), body.confirm)
      const { usesArbitraryDomains, domains, name } = { ...defaultSettings, ...settings }
      const made = await startIdp({ name, singleSignOn: 'user', usesArbitraryDomains, domains }, caller.actor, prepared)
      const confirmed = body.confirm ?? []
      await changeIdp(made.id, { settings, certificates, wizard: 'finish', confirmed }, caller.actor)
      return made.id
    })
    const view = await getView(id)
    return { status: 201, body: showIdp(view), version: view.version, location: `/idps/${id}` }
  },
})

const change = defineOperation({
  id: 'changeIdp',
  method: 'PATCH',
  path: '/idps/{id}',
  scope: 'idps:write',
  tag,
  summary: 'Changes an IdP configuration.',
  description: 'What the body does not name stays as it is.',
  body: idpChange,
  answer: idpJson,
  isVersioned: true,
  fields: idpFields,
  example: { params: { id: '216196257331281920' }, body: { loginHint: false, logRetentionDays: 30 } },
  async handle({ params, body, caller, version }) {
    const view = await getView(params['id'])
    requireUsers(view)
    const certificates = certificatesIn(body)
    const asked = {
      settings: settingsIn(body),
      ...(certificates ? { certificates } : {}),
      ...(version === undefined ? {} : { version }),
      ...(view.status === 'resume' ? { wizard: 'finish' as const } : {}),
    }
    const { required } = await planChange(view.id, asked, caller.actor)
    requireAll(required, body.confirm)
    await changeIdp(view.id, { ...asked, confirmed: body.confirm ?? [] }, caller.actor)
    const changed = await getView(view.id)
    return { body: showIdp(changed), version: changed.version }
  },
})

const remove = defineOperation({
  id: 'deleteIdp',
  method: 'DELETE',
  path: '/idps/{id}',
  scope: 'idps:write',
  tag,
  summary: 'Deletes an IdP configuration with its users, groups and logs.',
  query: z.strictObject({ confirmName: z.string().max(200).describe('Its name, as it is written.') }),
  fields: idpFields,
  example: { params: { id: '216196257331281920' }, query: { confirmName: 'Okta' } },
  async handle({ params, query, caller }) {
    const view = await getView(params['id'])
    requireUsers(view)
    await deleteIdp(view.id, query.confirmName, caller.actor)
    return {}
  },
})

export const idpOperations = [list, read, create, change, remove]

/** The IdP. Throws 404. */
async function getView(id = ''): Promise<IdpView> {
  const view = await findIdpView(id)
  if (!view) throw notFound('IdP configuration')
  return view
}

/** Whoever configures an administrators' IdP decides who is an owner here: no program does. */
function requireUsers({ singleSignOn }: Pick<IdpView, 'singleSignOn'>): void {
  if (singleSignOn === 'user') return
  throw new AppError('forbidden', 'An IdP that signs administrators in is an owner’s to configure, in the portal.', {
    field: 'singleSignOn',
  })
}

function requireAll(required: readonly Confirmation[], confirmed: readonly Confirmation[] = []): void {
  const missing = required.filter((each) => !confirmed.includes(each))
  if (missing.length === 0) return
  throw fault(
    409,
    'confirmation.required',
    `This has consequences that must be confirmed. Send them in confirm: ${missing.join(', ')}.`,
    missing,
  )
}
