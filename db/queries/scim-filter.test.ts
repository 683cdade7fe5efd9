import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#db/ids.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { matches } from '#lib/scim/evaluate.ts'
import { parseFilter } from '#lib/scim/filter.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { resolveFilter } from '#lib/scim/resolve.ts'
import { readUser, userColumns } from '#lib/scim/resource.ts'
import { listUserPage } from './directory-pages.ts'
import { insertMembers } from './members.ts'
import { documentCondition } from './scim-filter-documents.ts'
import { compileFilter } from './scim-filter.ts'
import { emailRows, userRow } from './user-row.ts'
import { insertUser, replaceEmails } from './users.ts'

// SQL on SQLite, SQL on PostgreSQL and the evaluator must give the same answer to every filter: an IdP that gets a
// different one creates duplicates.

const IDP = '100000000000000001'
const GROUPS = ['group-a', 'group-b']
const WORDS = ['Ann', 'ann', 'Änn', 'B%b', 'b_b', "o'x", 'straße', 'STRASSE', 'a\\b', '']
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const word = fc.constantFrom(...WORDS)
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const person = fc.record({
  externalId: optional(word),
  displayName: optional(word),
  title: optional(word),
  department: optional(word),
  active: fc.boolean(),
  emails: fc.array(fc.record({ value: word, type: fc.constantFrom('work', 'Home'), primary: fc.boolean() }), {
    maxLength: 3,
  }),
  nickName: optional(word),
  locale: optional(word),
  givenName: optional(word),
  costCenter: optional(word),
  manager: optional(word),
  phoneNumbers: fc.array(fc.record({ value: word, type: fc.constantFrom('work', 'mobile'), primary: fc.boolean() }), {
    maxLength: 3,
  }),
  addresses: fc.array(fc.record({ locality: word }), { maxLength: 2 }),
  groups: fc.subarray(GROUPS),
  created: fc.integer({ min: 0, max: 3 }),
})
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never

const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew')
const quoted = word.map((text) => JSON.stringify(text))
const leaf = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'userName',
        'externalId',
        'displayName',
        'title',
        'emails.value',
        'emails',
        'department',
        `${ENTERPRISE}:department`,
        'nickName',
      ),
      operator,
      quoted,
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('userName', 'displayName', 'title', 'emails', 'externalId', 'active'))
    .map(([name]) => `${name} pr`),
  fc.boolean().map((value) => `active eq ${value}`),
  fc.constantFrom(...GROUPS).map((id) => `groups.value eq "${id}"`),
  fc
    .tuple(fc.constantFrom('eq', 'gt', 'ge', 'lt', 'le', 'ne'), fc.integer({ min: 0, max: 3 }))
    .map(([op, hour]) => `meta.created ${op} "2026-01-01T0${hour}:00:00Z"`),
  fc
    .tuple(fc.constantFrom('eq', 'co', 'sw'), quoted)
    .map(([op, value]) => `emails[type eq "work" and value ${op} ${value}]`),
  fc.tuple(quoted).map(([value]) => `emails[primary eq true and not (value eq ${value})]`),
)
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie('filter').map((inner) => `not (${inner})`),
  ),
}))

const everyOperator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')
/** On what has no index, or is in the document alone. */
const documentFilter = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'nickName',
        'name.givenName',
        'costCenter',
        'externalId',
        'emails.value',
        'emails.type',
        'phoneNumbers.value',
        'addresses.locality',
        'manager.value',
        'locale',
        'displayName',
      ),
      everyOperator,
      quoted,
    )
    .map((parts) => parts.join(' ')),
  fc
    .constantFrom('phoneNumbers', 'phoneNumbers.value', 'emails.value', 'name', 'manager', 'costCenter', ENTERPRISE)
    .map((name) => `${name} pr`),
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'co'), quoted)
    .map(([op, value]) => `phoneNumbers[type eq "work" and value ${op} ${value}]`),
  fc.tuple(fc.constantFrom('eq', 'ne')).map(([op]) => `phoneNumbers[primary ${op} true]`),
  fc.constantFrom('active ne true', 'active pr', 'meta.created ne "2026-01-01T01:00:00Z"'),
)

const idOf = new Map<number, string>()

async function fill(store: Store, people: readonly Person[]): Promise<JsonObject[]> {
  const resources: JsonObject[] = []
  await store.write(async (tx) => {
    for (const [index, one] of people.entries()) {
      const { groups, created, department, costCenter, manager, givenName, ...given } = one
      const id = idOf.get(index) ?? newId()
      idOf.set(index, id)
      const at = new Date(Date.UTC(2026, 0, 1, created))
      const text = JSON.stringify({
        ...given,
        userName: `${one.displayName ?? ''}${index}`,
        ...(givenName === undefined ? {} : { name: { givenName } }),
        [ENTERPRISE]: { department, costCenter, ...(manager === undefined ? {} : { manager: { value: manager } }) },
      })
      const document = readUser(JSON.parse(text) as JsonObject)
      const columns = userColumns(document)
      const row = userRow(document, columns, {
        idpId: IDP,
        id,
        version: 1,
        createdAt: at,
        updatedAt: at,
        isForeign: false,
      })
      await insertUser(tx, row)
      await replaceEmails(tx, IDP, id, emailRows(row, columns), true)
      await insertMembers(
        tx,
        groups.map((groupId) => ({ idpId: IDP, groupId, memberId: id, type: 'User', createdAt: at })),
      )
      resources.push({
        ...document,
        id,
        ...(groups.length > 0 ? { groups: groups.map((value) => ({ value })) } : {}),
        meta: { resourceType: 'User', created: at.toISOString(), lastModified: at.toISOString() },
      })
    }
  })
  return resources
}

describe('a filter means the same to SQL on both engines and to the evaluator', () => {
  const people = fc.sample(person, { numRuns: 60, seed: 7 })
  let stores: Store[]
  let resources: JsonObject[]
  const closes: (() => Promise<void>)[] = []
  beforeAll(async () => {
    const opened = await Promise.all(engines.map(openEngine))
    closes.push(...opened.map((one) => one.close))
    stores = opened.map((one) => one.store)
    for (const store of stores) resources = await fill(store, people)
  }, 60_000)
  afterAll(async () => {
    for (const close of closes) await close()
  })

  test('on generated people and filters', async () => {
    let exact = 0
    await fc.assert(
      fc.asyncProperty(filter, async (text) => {
        const resolved = resolveFilter('User', parseFilter(text))
        const expected = resources
          .filter((resource) => matches(resolved, resource))
          .map((resource) => resource['id'] as string)
        for (const store of stores) {
          const { where, isExact } = compileFilter(store.tables, 'User', resolved)
          const found = (await listUserPage(store.read, IDP, { where, limit: 1_000 })).map((row) => row.id)
          if (isExact) {
            exact++
            expect(found.toSorted(), `${store.engine}: ${text}`).toEqual(expected.toSorted())
          } else {
            // What SQL cannot answer it must not hide from the evaluator.
            expect(
              expected.filter((id) => !found.includes(id)),
              `${store.engine}: ${text}`,
            ).toEqual([])
          }
        }
      }),
      { numRuns: 400, seed: 11 },
    )
    expect(exact).toBeGreaterThan(100)
  }, 60_000)

  test('with documents read, SQL alone answers what a list can be filtered by', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(filter, documentFilter), async (text) => {
        const resolved = resolveFilter('User', parseFilter(text))
        const expected = resources
          .filter((resource) => matches(resolved, resource))
          .map((resource) => resource['id'] as string)
        for (const store of stores) {
          const unindexed = documentCondition(store.report, 'User')
          const { where, isExact } = compileFilter(store.tables, 'User', resolved, unindexed)
          const found = (await listUserPage(store.report, IDP, { where, limit: 1_000 })).map((row) => row.id)
          expect(isExact, text).toBe(true)
          expect(found.toSorted(), `${store.engine}: ${text}`).toEqual(expected.toSorted())
        }
      }),
      { numRuns: 400, seed: 12 },
    )
  }, 60_000)

  test('folded text matches across Unicode forms', () => {
    expect(fold('Ｓｔｒａße')).toBe(fold('straße'))
  })
})
