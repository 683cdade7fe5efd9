import { z } from 'zod'
import { store } from '#db/index.ts'
import { findIdp } from '#db/queries/idps.ts'
import {
  findSamlAttribute,
  listProviders,
  listSamlAttributes,
  type SamlAttributeRow,
} from '#db/queries/saml-attributes.ts'
import { listRulesNaming } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import { edited, configure } from '../../configuration/index.ts'
import { addSamlAttributes, changeSamlAttribute, deleteSamlAttribute } from '../../saml-attributes/index.ts'
import { listName, pageOf, paging } from '../cursor.ts'
import { defineOperation } from '../operation.ts'
import { fault, notFound } from '../problem.ts'
import { epochSeconds, epochTime, pageOfSchema } from '../times.ts'

const tag = 'SAML attributes'
const id = '01990c4e-0000-7000-8000-000000000001'
const idpId = '216196257331281920'
const fields = { samlAttribute: 'samlName' }
const text = z.string().max(1_000)

const json = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    samlName: z.string().describe('Its Name in assertions.'),
    idpId: z.string(),
    idpName: z.string(),
    creationTime: epochTime,
    modifiedTime: epochTime,
  })
  .meta({ id: 'SamlAttribute' })
const names = { name: text, samlName: text }

const list = defineOperation({
  id: 'listSamlAttributes',
  method: 'GET',
  path: '/samlAttribute',
  scope: 'idps:read',
  tag,
  summary: 'Lists SAML attributes, of all IdPs or of one.',
  query: z.strictObject({ idpId: z.string().max(64).optional(), ...paging }),
  answer: pageOfSchema(json),
  example: { query: { idpId } },
  async handle({ query }) {
    const q = await edited(store().report)
    const providers = (await listProviders(q)).filter((idp) => query.idpId === undefined || idp.id === query.idpId)
    const rows = (await Promise.all(providers.map((idp) => listSamlAttributes(q, idp.id)))).flat()
    const byIdp = new Map(providers.map((idp) => [idp.id, idp.name]))
    const name = listName('/samlAttribute', query)
    return { body: pageOf(rows, query, name, (row) => show(row, byIdp.get(row.idpId) ?? row.idpId)) }
  },
})

const read = defineOperation({
  id: 'getSamlAttribute',
  method: 'GET',
  path: '/samlAttribute/{id}',
  scope: 'idps:read',
  tag,
  summary: 'Reads a SAML attribute.',
  answer: json,
  isVersioned: true,
  example: { params: { id } },
  handle: ({ params }) => answer(params['id']),
})

const create = defineOperation({
  id: 'createSamlAttribute',
  method: 'POST',
  path: '/samlAttribute',
  scope: 'idps:write',
  tag,
  summary: 'Adds a SAML attribute to an IdP.',
  body: z.strictObject({ idpId: z.string().max(64), ...names }).meta({ id: 'SamlAttributeCreation' }),
  answer: json,
  status: 201,
  fields,
  example: { body: { idpId, name: 'CostCenter', samlName: 'costCenter' } },
  async handle({ body, caller: { actor } }) {
    const { idpId, name, samlName } = body
    const made = await configure(actor, async (tx) => {
      const before = new Set((await listSamlAttributes(tx, idpId)).map((row) => row.id))
      await addSamlAttributes(idpId, [{ name, samlAttribute: samlName }], actor)
      return (await listSamlAttributes(tx, idpId)).find((row) => !before.has(row.id))
    })
    return { ...(await answer(made?.id)), status: 201, location: `/samlAttribute/${made?.id}` }
  },
})

const change = defineOperation({
  id: 'changeSamlAttribute',
  method: 'PUT',
  path: '/samlAttribute/{id}',
  scope: 'idps:write',
  tag,
  summary: 'Replaces the names of a SAML attribute.',
  body: z.strictObject(names).meta({ id: 'SamlAttributeInput' }),
  answer: json,
  isVersioned: true,
  fields,
  example: { params: { id }, body: { name: 'CostCenter', samlName: 'cost_center' } },
  async handle({ params, body, caller, version }) {
    const row = await getRow(await edited(store().report), params['id'])
    const { name, samlAttribute } = row
    const seen = { version: version ?? row.version, opened: { name, samlAttribute } }
    await changeSamlAttribute(row.id, { name: body.name, samlAttribute: body.samlName }, seen, caller.actor)
    return answer(row.id)
  },
})

const remove = defineOperation({
  id: 'deleteSamlAttribute',
  method: 'DELETE',
  path: '/samlAttribute/{id}',
  scope: 'idps:write',
  tag,
  summary: 'Deletes a SAML attribute.',
  query: z.strictObject({
    evenIfUsed: z.enum(['true', 'false']).default('false').describe('Also where rules name it.'),
  }),
  example: { params: { id } },
  async handle({ params, query, caller }) {
    const q = await edited(store().report)
    const row = await getRow(q, params['id'])
    const rules = await listRulesNaming(q, { kind: 'saml-attribute', targetId: row.id })
    if (rules.length > 0 && query.evenIfUsed === 'false') {
      const reason = `${rules.length} rules name it, such as “${rules[0]?.name}”. Change them first, or send evenIfUsed=true.`
      throw fault(
        409,
        'resource.in.use',
        reason,
        rules.map((rule) => rule.id),
      )
    }
    await deleteSamlAttribute(row.id, caller.actor)
    return {}
  },
})

export const samlAttributeOperations = [list, read, create, change, remove]

async function getRow(q: Reader, id = ''): Promise<SamlAttributeRow> {
  const row = await findSamlAttribute(q, id)
  if (!row) throw notFound('SAML attribute')
  return row
}

async function answer(id: string | undefined) {
  const q = await edited(store().report)
  const row = await getRow(q, id)
  const idp = await findIdp(q, row.idpId)
  return { body: show(row, idp?.name ?? row.idpId), version: row.version }
}

const show = (row: SamlAttributeRow, idpName: string): z.output<typeof json> => ({
  id: row.id,
  name: row.name,
  samlName: row.samlAttribute,
  idpId: row.idpId,
  idpName,
  creationTime: epochSeconds(row.createdAt),
  modifiedTime: epochSeconds(row.updatedAt),
})
