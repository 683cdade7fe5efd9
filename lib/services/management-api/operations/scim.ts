import { z } from 'zod'
import { store } from '#db/index.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { listGroupPage, type ListedGroup } from '#db/queries/list-groups.ts'
import { listUserPage, type ListedUser } from '#db/queries/list-users.ts'
import { listObservedValues } from '#db/queries/observed-values.ts'
import { catalogOf, findAttribute, portalAttributesOf, type PortalAttribute } from '#lib/scim/catalog.ts'
import { edited } from '../../configuration/index.ts'
import { listName, paging, pageOf, printCursor, readCursor, walkedPage, type Paging } from '../cursor.ts'
import { defineOperation } from '../operation.ts'
import { notFound } from '../problem.ts'
import { epochSeconds, epochTime, pageOfSchema } from '../times.ts'

const tag = 'SCIM'
const scope = 'scim:read' as const
const search = z.string().min(1).max(256).optional()

const group = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    idpId: z.string(),
    idpName: z.string(),
    idpGroupId: z.string().optional().describe('externalId.'),
    creationTime: epochTime,
    modifiedTime: epochTime,
  })
  .meta({ id: 'ScimGroup' })

const user = z
  .strictObject({
    id: z.string(),
    userName: z.string(),
    displayName: z.string().optional(),
    externalId: z.string().optional(),
    active: z.boolean(),
    idpId: z.string(),
    creationTime: epochTime,
    modifiedTime: epochTime,
  })
  .meta({ id: 'ScimUser' })

const attribute = z
  .strictObject({
    id: z.string().describe('Its path.'),
    name: z.string(),
    idpId: z.string(),
    dataType: z.string(),
    schemaURI: z.string(),
    multivalued: z.boolean(),
    required: z.boolean(),
    canonicalValues: z.array(z.string()),
    caseSensitive: z.boolean(),
    mutability: z.string(),
    returned: z.string(),
    uniqueness: z.string(),
    description: z.string(),
  })
  .meta({ id: 'ScimAttribute' })

const idpId = '216196257331281920'
const id = '01990c4e-0000-7000-8000-000000000001'

const listGroups = defineOperation({
  id: 'listScimGroups',
  method: 'GET',
  path: '/scimgroup/idpId/{idpId}',
  scope,
  tag,
  summary: 'Lists the SCIM groups of an IdP.',
  query: z.strictObject({ search: search.describe('A part of the name.'), ...paging }),
  answer: pageOfSchema(group),
  example: { params: { idpId }, query: { search: 'Engineering' } },
  async handle({ params, query }) {
    const idp = await getIdp(params['idpId'])
    const name = listName(`/scimgroup/${idp.id}`, query)
    const page = await listGroupPage(store().report, idp.id, walk(query, name, { displayName: query.search }))
    return { body: walkedPage(page, name, showGroup(idp)) }
  },
})

const readGroup = defineOperation({
  id: 'getScimGroup',
  method: 'GET',
  path: '/scimgroup/idpId/{idpId}/{id}',
  scope,
  tag,
  summary: 'Reads a SCIM group.',
  answer: group,
  example: { params: { idpId, id } },
  async handle({ params }) {
    const idp = await getIdp(params['idpId'])
    const { rows } = await listGroupPage(store().report, idp.id, only(params['id']))
    if (!rows[0]) throw notFound('SCIM group of this IdP')
    return { body: showGroup(idp)(rows[0]) }
  },
})

const listUsers = defineOperation({
  id: 'listScimUsers',
  method: 'GET',
  path: '/scimuser/idpId/{idpId}',
  scope,
  tag,
  summary: 'Lists the users that an IdP has provisioned.',
  query: z.strictObject({
    search: search.describe('A part of the userName.'),
    active: z.enum(['true', 'false']).optional(),
    ...paging,
  }),
  answer: pageOfSchema(user),
  example: { params: { idpId }, query: { active: 'true', limit: '50' } },
  async handle({ params, query }) {
    const idp = await getIdp(params['idpId'])
    const name = listName(`/scimuser/${idp.id}`, query)
    const status = query.active === undefined ? undefined : query.active === 'true' ? 'active' : 'inactive'
    const page = await listUserPage(store().report, idp.id, walk(query, name, { userName: query.search, status }))
    return { body: walkedPage(page, name, showUser(idp)) }
  },
})

const readUser = defineOperation({
  id: 'getScimUser',
  method: 'GET',
  path: '/scimuser/idpId/{idpId}/{id}',
  scope,
  tag,
  summary: 'Reads a user that an IdP has provisioned.',
  answer: user,
  example: { params: { idpId, id } },
  async handle({ params }) {
    const idp = await getIdp(params['idpId'])
    const { rows } = await listUserPage(store().report, idp.id, only(params['id']))
    if (!rows[0]) throw notFound('user of this IdP')
    return { body: showUser(idp)(rows[0]) }
  },
})

const listAttributes = defineOperation({
  id: 'listScimAttributes',
  method: 'GET',
  path: '/scimattribute/idpId/{idpId}',
  scope,
  tag,
  summary: 'Lists the SCIM attributes of an IdP that policies can name.',
  query: z.strictObject(paging),
  answer: pageOfSchema(attribute),
  example: { params: { idpId } },
  async handle({ params, query }) {
    const idp = await getIdp(params['idpId'])
    const all = portalAttributesOf(catalogOf(idp)).map((each) => showAttribute(idp, each))
    return { body: pageOf(all, query, listName(`/scimattribute/${idp.id}`, query), (each) => each) }
  },
})

const listValues = defineOperation({
  id: 'listScimAttributeValues',
  method: 'GET',
  path: '/scimattribute/idpId/{idpId}/attributeId/{attributeId}',
  scope,
  tag,
  summary: 'Lists the values that users of an IdP have of a SCIM attribute.',
  description: 'As they were counted last, within a minute or so; each with the number of users where that is known.',
  query: z.strictObject({ search: search.describe('A part of the value.'), ...paging }),
  answer: pageOfSchema(z.strictObject({ value: z.string(), users: z.number().int().optional() })),
  example: { params: { idpId, attributeId: 'department' }, query: { search: 'eng' } },
  async handle({ params, query }) {
    const idp = await getIdp(params['idpId'])
    const found = portalAttributesOf(catalogOf(idp)).find(({ path }) => path === params['attributeId'])
    if (!found) throw notFound('SCIM attribute of this IdP')
    const name = listName(`/scimattribute/${idp.id}/${found.path}`, query)
    const { values, next } = await listObservedValues(store().report, idp.id, found.path, {
      search: query.search ?? '',
      after: readCursor(name, query.cursor),
      limit: query.limit,
    })
    const list = values.map(({ value, users }) => ({ value, ...(users === undefined ? {} : { users }) }))
    return { body: { list, ...(next === undefined ? {} : { nextCursor: printCursor(name, next) }) } }
  },
})

export const scimOperations = [listGroups, readGroup, listUsers, readUser, listAttributes, listValues]

/** The IdP, whether its SCIM Sync is on or not. Throws 404. */
async function getIdp(id = ''): Promise<IdpRow> {
  const idp = await findIdp(await edited(store().report), id)
  if (!idp) throw notFound('IdP configuration')
  return idp
}

const anyTime = { from: undefined, to: undefined }

/** The next rows of a walk in the order of ids, which is that of creation. */
function walk(query: Paging, name: string, wanted: Readonly<Record<string, string | undefined>>) {
  const after = readCursor(name, query.cursor)
  const filters = Object.entries(wanted).flatMap(([id, value]) => (value === undefined ? [] : [[id, [value]] as const]))
  return {
    page: 1,
    size: query.limit,
    sort: [],
    filters: Object.fromEntries(filters),
    range: anyTime,
    walk: { direction: 'asc' as const, ...(after === undefined ? {} : { after }) },
  }
}

const only = (id = '') => ({ page: 1, size: 1, sort: [], filters: {}, range: anyTime, ids: [id.toLowerCase()] })

const showGroup = (idp: IdpRow) => (row: ListedGroup) => ({
  id: row.id,
  name: row.displayName,
  idpId: idp.id,
  idpName: idp.name,
  ...(row.externalId === null ? {} : { idpGroupId: row.externalId }),
  creationTime: epochSeconds(row.createdAt),
  modifiedTime: epochSeconds(row.updatedAt),
})

const showUser = (idp: IdpRow) => (row: ListedUser) => ({
  id: row.id,
  userName: row.userName,
  ...(row.displayName === null ? {} : { displayName: row.displayName }),
  ...(row.externalId === null ? {} : { externalId: row.externalId }),
  active: row.active,
  idpId: idp.id,
  creationTime: epochSeconds(row.createdAt),
  modifiedTime: epochSeconds(row.updatedAt),
})

function showAttribute(idp: IdpRow, { path, label, required, unique, type, schema }: PortalAttribute) {
  const known = findAttribute('User', path, catalogOf(idp))
  return {
    id: path,
    name: label,
    idpId: idp.id,
    dataType: type,
    schemaURI: schema,
    multivalued: known?.multiValued === true || known?.parent?.multiValued === true,
    required,
    canonicalValues: [...(known?.canonicalValues ?? [])],
    caseSensitive: known?.caseExact ?? false,
    mutability: known?.mutability ?? 'readWrite',
    returned: known?.returned ?? 'default',
    uniqueness: unique ? 'server' : 'none',
    description: known?.description ?? '',
  }
}
