import { expect, test } from 'vitest'
import { additionalCatalog } from '#lib/scim/catalog.ts'
import type { TableQuery } from '#lib/table/url.ts'
import { attributePage } from './view.ts'

const query = (rest: Partial<TableQuery> = {}): TableQuery => ({
  idp: undefined,
  page: 1,
  size: 50,
  sort: [{ id: 'label', direction: 'asc' }],
  filters: {},
  range: { from: undefined, to: undefined },
  row: undefined,
  part: 1,
  ...rest,
})

test('all attributes, by name; userName alone is required and unique', () => {
  const { rows, total, hasMore } = attributePage(query())
  expect([total, hasMore]).toEqual([15, false])
  expect(rows.slice(0, 3).map(({ label }) => label)).toEqual(['Active', 'Cost Center', 'Department'])
  expect(rows.filter(({ required }) => required).map(({ path }) => path)).toEqual(['userName'])
  expect(rows.filter(({ unique }) => unique).map(({ path }) => path)).toEqual(['userName'])
})

test.each([
  ['NICK', ['Nickname']],
  ['givenname', ['First Name']],
  ['nothing', []],
])('filtered by %s', (text, labels) => {
  const { rows, total } = attributePage(query({ filters: { attribute: [text] } }))
  expect(rows.map(({ label }) => label)).toEqual(labels)
  expect(total).toBe(labels.length)
})

test('backwards, and page by page', () => {
  const sort = [{ id: 'label', direction: 'desc' as const }]
  expect(attributePage(query({ sort })).rows[0]?.label).toBe('UserType')
  expect(attributePage(query({ page: 2 })).rows).toEqual([])
})

test('of an IdP with additional attributes, theirs too, with their lengths', () => {
  const { rows, total } = attributePage(query(), additionalCatalog)
  expect(total).toBe(26)
  const lengths = Object.fromEntries(rows.map(({ path, length }) => [path, length]))
  expect(lengths).toMatchObject({ manager: 128, title: 32, streetAddress: 64, zipCode: 32, userName: undefined })
})
