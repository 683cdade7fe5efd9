import { z } from 'zod'
import { store } from '#db/index.ts'
import { listLocations, type LocationWithRanges } from '#db/queries/locations.ts'
import type { Reader } from '#db/store.ts'
import { edited } from '../../configuration/index.ts'
import { changeLocation, createLocation, deleteLocation, entryOf } from '../../places/change-location.ts'
import { listName, pageOf, paging } from '../cursor.ts'
import { defineOperation } from '../operation.ts'
import { notFound } from '../problem.ts'
import { epochSeconds, epochTime, pageOfSchema } from '../times.ts'

const tag = 'Locations'
const id = '01990c4e-0000-7000-8000-000000000001'
const fields = { ranges: 'ipAddresses', enforcesAuthentication: 'authRequired' }

const shape = {
  name: z.string().max(1_000),
  ipAddresses: z.array(z.string().max(100)).max(1_000).describe('Addresses and CIDR ranges.'),
  authRequired: z.boolean().describe('Enforce Authentication.'),
  idpId: z.string().max(64).nullable().describe('Null: the default IdP, or that of the location it lies in.'),
}
const json = z
  .strictObject({
    id: z.string(),
    ...shape,
    parentId: z.string().nullable().describe('Of a sublocation.'),
    creationTime: epochTime,
    modifiedTime: epochTime,
  })
  .meta({ id: 'Location' })
const input = {
  ...shape,
  authRequired: shape.authRequired.default(false),
  idpId: shape.idpId.default(null),
}

const list = defineOperation({
  id: 'listLocations',
  method: 'GET',
  path: '/location',
  scope: 'policies:read',
  tag,
  summary: 'Lists locations and sublocations.',
  query: z.strictObject({ ...paging }),
  answer: pageOfSchema(json),
  example: { query: { limit: '20' } },
  async handle({ query }) {
    const rows = await listLocations(await edited(store().report))
    return { body: pageOf(rows, query, listName('/location', query), show) }
  },
})

const read = defineOperation({
  id: 'getLocation',
  method: 'GET',
  path: '/location/{id}',
  scope: 'policies:read',
  tag,
  summary: 'Reads a location.',
  answer: json,
  isVersioned: true,
  example: { params: { id } },
  handle: ({ params }) => answer(params['id']),
})

const create = defineOperation({
  id: 'createLocation',
  method: 'POST',
  path: '/location',
  scope: 'policies:write',
  tag,
  summary: 'Adds a location, or a sublocation.',
  body: z.strictObject({ ...input, parentId: json.shape.parentId.default(null) }).meta({ id: 'LocationCreation' }),
  answer: json,
  status: 201,
  fields,
  example: { body: { name: 'Lisbon', ipAddresses: ['192.0.2.0/24'], authRequired: true } },
  async handle({ body, caller }) {
    const made = await createLocation({ ...entryIn(body), parentId: body.parentId }, caller.actor)
    return { ...(await answer(made.id)), status: 201, location: `/location/${made.id}` }
  },
})

const change = defineOperation({
  id: 'changeLocation',
  method: 'PUT',
  path: '/location/{id}',
  scope: 'policies:write',
  tag,
  summary: 'Replaces a location; where it lies stays.',
  body: z.strictObject(input).meta({ id: 'LocationInput' }),
  answer: json,
  isVersioned: true,
  fields,
  example: { params: { id }, body: { name: 'Porto', ipAddresses: ['198.51.100.0/24', '2001:db8::/48'] } },
  async handle({ params, body, caller, version }) {
    const row = await getRow(await edited(store().report), params['id'])
    const seen = { version: version ?? row.version, opened: entryOf(row) }
    await changeLocation(row.id, entryIn(body), seen, caller.actor)
    return answer(row.id)
  },
})

const remove = defineOperation({
  id: 'deleteLocation',
  method: 'DELETE',
  path: '/location/{id}',
  scope: 'policies:write',
  tag,
  summary: 'Deletes a location with its sublocations.',
  example: { params: { id } },
  async handle({ params, caller }) {
    await deleteLocation((await getRow(await edited(store().report), params['id'])).id, caller.actor)
    return {}
  },
})

export const locationOperations = [list, read, create, change, remove]

const entryIn = (body: { name: string; ipAddresses: string[]; authRequired: boolean; idpId: string | null }) => ({
  name: body.name,
  ranges: body.ipAddresses,
  enforcesAuthentication: body.authRequired,
  idpId: body.idpId,
})

async function getRow(q: Reader, id = ''): Promise<LocationWithRanges> {
  const row = (await listLocations(q)).find((each) => each.id === id)
  if (!row) throw notFound('location')
  return row
}

async function answer(id: string | undefined) {
  const row = await getRow(await edited(store().report), id)
  return { body: show(row), version: row.version }
}

const show = (row: LocationWithRanges): z.output<typeof json> => ({
  id: row.id,
  name: row.name,
  ipAddresses: row.ranges,
  authRequired: row.enforcesAuthentication,
  idpId: row.idpId,
  parentId: row.parentId,
  creationTime: epochSeconds(row.createdAt),
  modifiedTime: epochSeconds(row.updatedAt),
})
