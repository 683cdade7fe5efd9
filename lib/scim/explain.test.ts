import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { explain, type LoggedRequest, outcomeOf } from './explain.ts'
import { textOf } from './explain-words.ts'

type Golden = {
  name: string
  log: Partial<LoggedRequest> & { changes?: LoggedRequest['changes'] | 'too many' }
  expected: { outcome: string; asked: string; sentence: string; done: string; why?: string; next?: string }
}

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const goldens = JSON.parse(read('fixtures/explanations.json')) as Golden[]

const base: LoggedRequest = {
  idpName: 'Okta Workforce',
  method: 'PATCH',
  url: '/scim/1/216199618143191040/v2/Users/7f3c',
  status: 200,
  entityType: 'User',
  entityId: '7f3c',
  entityName: 'dana@example.com',
  scimType: null,
  detail: null,
  changes: [],
  notes: [],
}

const logOf = ({ changes, ...log }: Golden['log']): LoggedRequest => ({
  ...base,
  ...log,
  changes: changes === 'too many' ? undefined : (changes ?? []),
})

test.each(goldens)('$name', ({ log, expected }) => {
  const { parts, ...explanation } = explain(logOf(log))
  expect(explanation).toEqual(expected)
  expect(textOf(parts)).toBe(expected.sentence)
})

// The answers that the service is documented to give, and those that stand before it.
const STATUSES = [200, 201, 204, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 429, 500, 501, 503]
const scimTypes = [...(/export type ScimType =([^/]+)/.exec(read('errors.ts'))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
  (match) => match[1],
)

test('every status and every scimType has a golden sentence', () => {
  expect(scimTypes.length).toBeGreaterThanOrEqual(10)
  const covered = (key: 'status' | 'scimType') => new Set<unknown>(goldens.map(({ log }) => log[key] ?? base[key]))
  expect(STATUSES.filter((status) => !covered('status').has(status))).toEqual([])
  expect(scimTypes.filter((scimType) => !covered('scimType').has(scimType))).toEqual([])
})

test('every refusal says why and what to do, ends its sentences and blames nobody', () => {
  for (const { name, log } of goldens) {
    const { outcome, why, next, sentence, done } = explain(logOf(log))
    for (const text of [sentence, done, why, next]) {
      if (text !== undefined) expect(text, name).toMatch(/^\S.*\.$/)
      expect(text ?? '', name).not.toMatch(/undefined|null|\bfault|\bwrong token|invalid\b|\billegal|  /i)
    }
    if (outcome === 'rejected') expect(why && next, name).toBeTruthy()
  }
})

test('names stand apart from the text around them', () => {
  const { parts } = explain({ ...base, method: 'DELETE', status: 204 })
  expect(parts).toEqual(['Okta Workforce deleted the user ', { name: 'dana@example.com' }, '.'])
})

test.each<[string, Partial<LoggedRequest>, string]>([
  ['a PATCH without changes', {}, 'no-change'],
  ['changes that were too many to keep', { changes: undefined }, 'changed'],
  ['a POST', { method: 'POST', url: '/scim/1/2/v2/Users', status: 201 }, 'changed'],
  ['a search', { method: 'POST', url: '/scim/1/2/v2/Users/.search' }, 'read'],
  ['a DELETE', { method: 'DELETE', status: 204 }, 'changed'],
  ['a GET', { method: 'GET' }, 'read'],
  ['a refused GET', { method: 'GET', status: 404 }, 'rejected'],
])('outcomeOf: %s', (_, log, outcome) => expect(outcomeOf({ ...base, ...log })).toBe(outcome))
