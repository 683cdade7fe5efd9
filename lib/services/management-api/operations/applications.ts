import { z } from 'zod'
import { store } from '#db/index.ts'
import {
  findApplication,
  findSegmentGroup,
  listApplications,
  listSegmentGroups,
  type ApplicationRow,
  type SegmentGroupRow,
} from '#db/queries/policy-applications.ts'
import type { Reader } from '#db/store.ts'
import { edited } from '../../configuration/index.ts'
import {
  changeApplication,
  changeSegmentGroup,
  createApplication,
  createSegmentGroup,
  deleteApplication,
  deleteSegmentGroup,
} from '../../policy/index.ts'
import { applicationEntryOf, segmentGroupEntryOf } from '../../policy/applications.ts'
import { findNamingRules } from '../../policy/view.ts'
import {
  applicationBody,
  applicationFields,
  applicationJson,
  entryIn,
  segmentGroupBody,
  segmentGroupFields,
  segmentGroupJson,
  showApplication,
  showSegmentGroup,
} from '../application-json.ts'
import { listName, pageOf, paging } from '../cursor.ts'
import { defineOperation } from '../operation.ts'
import { fault, notFound } from '../problem.ts'
import { pageOfSchema } from '../times.ts'

const tag = 'Applications'
const id = '01990c4e-0000-7000-8000-000000000001'
const deletion = z.strictObject({
  evenIfUsed: z.enum(['true', 'false']).default('false').describe('Also where rules name it; they match it no more.'),
})

const listAll = defineOperation({
  id: 'listApplications',
  method: 'GET',
  path: '/application',
  scope: 'applications:read',
  tag,
  summary: 'Lists application segments.',
  query: z.strictObject({ ...paging }),
  answer: pageOfSchema(applicationJson),
  example: { query: { limit: '20' } },
  async handle({ query }) {
    const q = await edited(store().report)
    const [rows, groups] = await Promise.all([listApplications(q), listSegmentGroups(q)])
    return { body: pageOf(rows, query, listName('/application', query), (row) => showApplication(row, groups)) }
  },
})

const readOne = defineOperation({
  id: 'getApplication',
  method: 'GET',
  path: '/application/{id}',
  scope: 'applications:read',
  tag,
  summary: 'Reads an application segment.',
  answer: applicationJson,
  isVersioned: true,
  example: { params: { id } },
  handle: ({ params }) => answerApplication(params['id']),
})

const createOne = defineOperation({
  id: 'createApplication',
  method: 'POST',
  path: '/application',
  scope: 'applications:write',
  tag,
  summary: 'Adds an application segment.',
  body: applicationBody,
  answer: applicationJson,
  status: 201,
  fields: applicationFields,
  example: {
    body: { name: 'Wiki', domainNames: ['wiki.example.com'], tcpPortRange: [{ from: '443', to: '443' }] },
  },
  async handle({ body, caller }) {
    const made = await createApplication(entryIn(body), caller.actor)
    return { ...(await answerApplication(made.id)), status: 201, location: `/application/${made.id}` }
  },
})

const changeOne = defineOperation({
  id: 'changeApplication',
  method: 'PUT',
  path: '/application/{id}',
  scope: 'applications:write',
  tag,
  summary: 'Replaces an application segment.',
  body: applicationBody,
  answer: applicationJson,
  isVersioned: true,
  fields: applicationFields,
  example: {
    params: { id },
    body: {
      name: 'Builds',
      domainNames: ['builds.example.com', '*.builds.example.com'],
      tcpPortRange: [{ from: '443', to: '443' }],
    },
  },
  async handle({ params, body, caller, version }) {
    const row = await getApplication(await edited(store().report), params['id'])
    const seen = { version: version ?? row.version, opened: applicationEntryOf(row) }
    await changeApplication(row.id, entryIn(body), seen, caller.actor)
    return answerApplication(row.id)
  },
})

const removeOne = defineOperation({
  id: 'deleteApplication',
  method: 'DELETE',
  path: '/application/{id}',
  scope: 'applications:write',
  tag,
  summary: 'Deletes an application segment.',
  query: deletion,
  example: { params: { id }, query: { evenIfUsed: 'true' } },
  async handle({ params, query, caller }) {
    const q = await edited(store().report)
    const row = await getApplication(q, params['id'])
    if (query.evenIfUsed === 'false') await requireUnused(q, 'application', row.id)
    await deleteApplication(row.id, caller.actor)
    return {}
  },
})

const listGroups = defineOperation({
  id: 'listSegmentGroups',
  method: 'GET',
  path: '/segmentGroup',
  scope: 'applications:read',
  tag,
  summary: 'Lists segment groups.',
  query: z.strictObject({ ...paging }),
  answer: pageOfSchema(segmentGroupJson),
  example: { query: { limit: '20' } },
  async handle({ query }) {
    const q = await edited(store().report)
    const [rows, applications] = await Promise.all([listSegmentGroups(q), listApplications(q)])
    return { body: pageOf(rows, query, listName('/segmentGroup', query), (row) => showSegmentGroup(row, applications)) }
  },
})

const readGroup = defineOperation({
  id: 'getSegmentGroup',
  method: 'GET',
  path: '/segmentGroup/{id}',
  scope: 'applications:read',
  tag,
  summary: 'Reads a segment group.',
  answer: segmentGroupJson,
  isVersioned: true,
  example: { params: { id } },
  handle: ({ params }) => answerGroup(params['id']),
})

const createGroup = defineOperation({
  id: 'createSegmentGroup',
  method: 'POST',
  path: '/segmentGroup',
  scope: 'applications:write',
  tag,
  summary: 'Adds a segment group.',
  body: segmentGroupBody,
  answer: segmentGroupJson,
  status: 201,
  fields: segmentGroupFields,
  example: { body: { name: 'Engineering tools', description: 'Builds and reviews.' } },
  async handle({ body, caller }) {
    const { enabled, ...entry } = body
    const made = await createSegmentGroup({ ...entry, isEnabled: enabled }, caller.actor)
    return { ...(await answerGroup(made.id)), status: 201, location: `/segmentGroup/${made.id}` }
  },
})

const changeGroup = defineOperation({
  id: 'changeSegmentGroup',
  method: 'PUT',
  path: '/segmentGroup/{id}',
  scope: 'applications:write',
  tag,
  summary: 'Replaces a segment group. Applications name the group they are in.',
  body: segmentGroupBody,
  answer: segmentGroupJson,
  isVersioned: true,
  fields: segmentGroupFields,
  example: { params: { id }, body: { name: 'Tools', enabled: false } },
  async handle({ params, body, caller, version }) {
    const row = await getGroup(await edited(store().report), params['id'])
    const { enabled, ...entry } = body
    const seen = { version: version ?? row.version, opened: segmentGroupEntryOf(row) }
    await changeSegmentGroup(row.id, { ...entry, isEnabled: enabled }, seen, caller.actor)
    return answerGroup(row.id)
  },
})

const removeGroup = defineOperation({
  id: 'deleteSegmentGroup',
  method: 'DELETE',
  path: '/segmentGroup/{id}',
  scope: 'applications:write',
  tag,
  summary: 'Deletes a segment group; its applications stay, in none.',
  query: deletion,
  example: { params: { id }, query: { evenIfUsed: 'true' } },
  async handle({ params, query, caller }) {
    const q = await edited(store().report)
    const row = await getGroup(q, params['id'])
    if (query.evenIfUsed === 'false') await requireUnused(q, 'segment-group', row.id)
    await deleteSegmentGroup(row.id, caller.actor)
    return {}
  },
})

export const applicationOperations = [
  listAll,
  readOne,
  createOne,
  changeOne,
  removeOne,
  listGroups,
  readGroup,
  createGroup,
  changeGroup,
  removeGroup,
]

async function getApplication(q: Reader, id = ''): Promise<ApplicationRow> {
  const row = await findApplication(q, id)
  if (!row) throw notFound('application segment')
  return row
}

async function getGroup(q: Reader, id = ''): Promise<SegmentGroupRow> {
  const row = await findSegmentGroup(q, id)
  if (!row) throw notFound('segment group')
  return row
}

async function answerApplication(id: string | undefined) {
  const q = await edited(store().report)
  const row = await getApplication(q, id)
  return { body: showApplication(row, await listSegmentGroups(q)), version: row.version }
}

async function answerGroup(id: string | undefined) {
  const q = await edited(store().report)
  const row = await getGroup(q, id)
  return { body: showSegmentGroup(row, await listApplications(q)), version: row.version }
}

async function requireUnused(q: Reader, kind: 'application' | 'segment-group', id: string): Promise<void> {
  const rules = await findNamingRules(q, kind, id)
  if (rules.length === 0) return
  const names = rules.slice(0, 5).map(({ name }) => `“${name}”`)
  const more = rules.length > names.length ? ` and ${rules.length - names.length} more` : ''
  const reason = `Rules name it: ${names.join(', ')}${more}. Change them first, or send evenIfUsed=true.`
  throw fault(
    409,
    'resource.in.use',
    reason,
    rules.map((rule) => rule.id),
  )
}
