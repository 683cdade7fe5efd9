import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { facetsOf } from '#app/(portal)/facets-of.ts'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { cliActor } from '#lib/services/actor.ts'
import { createUser } from '#lib/services/directory/index.ts'
import { createIdp } from '#lib/services/idps/index.ts'
import { ensureOrganisation } from '#lib/services/organisation.ts'
import type { Facets } from '#lib/table/facets.ts'
import { GET } from './route.ts'
import { findSource, sources } from './sources.ts'
import { administratorRow, sessionRow } from './testing.ts'

const request = vi.hoisted(() => ({ session: undefined as unknown }))
vi.mock('#lib/env.ts', () => ({ env: () => ({ url: 'https://rollcall.example', secret: 'not a secret' }) }))
vi.mock('#lib/auth/session.ts', () => ({
  currentSession: async () => request.session,
  actorOf: async () => ({ id: 'dana', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'Firefox' }),
}))

const signedIn = (role: 'owner' | 'reader') => ({
  id: 's',
  administrator: { id: 'dana', email: 'dana@example.com', role, scimManagement: 'full' },
})

let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openTestStore()
  close = opened.close
  useStore(opened.store)
  await ensureOrganisation()
  const actor = cliActor('ada')
  await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, actor)
  for (const name of ['ann', 'bo']) {
    const entry = { name, groups: [], department: 'Desk', comments: '' }
    await createUser({ ...entry, userName: `${name}@example.com`, active: name === 'ann' }, actor)
  }
  await opened.store.write(async (tx) => {
    await tx.insert(tx.tables.administrators).values({ ...administratorRow, role: 'owner' })
    await tx.insert(tx.tables.sessions).values(sessionRow())
  })
})
afterAll(async () => {
  useStore(undefined)
  await close()
})

const count = (table: string, query: string) =>
  facetsOf(findSource(table)!)(new Request(`https://rollcall.example/facets?${query}`))
const counted = async (table: string, query: string) => {
  const { counts } = (await (await count(table, query)).json()) as Facets
  return Object.fromEntries(Object.entries(counts).map(([value, found]) => [value, found.count]))
}

describe('how many rows each choice would show', () => {
  test.each([
    ['users', 'facet=status', { active: 1, inactive: 1 }],
    ['users', 'facet=source', { hand: 2 }],
    ['users', 'facet=source&status=active&source=scim', { hand: 1 }],
    ['users', 'facet=status&userName=nobody', {}],
    ['administrators', 'facet=role', { owner: 1 }],
    ['administrators', 'facet=status&role=reader', {}],
    ['locations', 'facet=kind', {}],
  ])('%s?%s', async (table, query, expected) => {
    request.session = signedIn('owner')
    expect(await counted(table, query)).toEqual(expected)
  })

  test('not of a filter without choices, nor to whoever may not see the table', async () => {
    request.session = signedIn('reader')
    expect((await count('users', 'facet=userName')).status).toBe(404)
    expect((await count('api-keys', 'facet=status')).status).toBe(403)
    expect((await count('administrators', 'facet=role')).status).toBe(200)
    request.session = undefined
    expect((await count('users', 'facet=status')).status).toBe(401)
  })
})

const withoutIdp = sources.filter(({ definition }) => !/^scim-|^compared-/.test(definition.name))

describe.each(withoutIdp.map((source) => [source.definition.name, source] as const))('%s', (name, source) => {
  test('is exported with all of its columns', async () => {
    request.session = signedIn('owner')
    const answer = await GET(new Request(`https://rollcall.example/export/${name}?columns=all`), {
      params: Promise.resolve({ table: name }),
    })
    const [header] = (await answer.text()).split('\r\n')
    expect(header?.replace('\uFEFF', '')).toBe(
      source.definition.columns
        .filter(({ csv }) => csv !== false)
        .map(({ label }) => `"${label}"`)
        .join(),
    )
  })

  const filters = source.definition.filters.filter((one) => one.kind === 'choice' || one.kind === 'choices')
  test.each(filters.map((filter) => [filter.id, filter] as const))(
    'the choices of %s are counted',
    async (id, filter) => {
      request.session = signedIn('owner')
      expect('facets' in filter && filter.facets).toBe(true)
      expect((await count(name, `facet=${id}`)).status).toBe(200)
    },
  )
})
