import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderBulk, readBulk, referencesIn, withIds } from './bulk.ts'
import type { JsonObject, JsonValue } from './json.ts'

const limits = { maxOperations: 4, maxPayloadSize: 1024 }
const post = (bulkId: string, ...references: string[]): JsonObject => ({
  method: 'post',
  path: '/Groups',
  bulkId,
  data: { displayName: bulkId, members: references.map((one) => ({ value: `bulkId:${one}` })) },
})
const read = (...Operations: JsonValue[]) => readBulk({ Operations }, { ...limits, maxOperations: 1000 })

test.each<[string, JsonValue, number, string]>([
  ['no object', [], 400, 'invalidSyntax'],
  ['no operations', {}, 400, 'invalidSyntax'],
  ['another message', { schemas: ['urn:x'], Operations: [] }, 400, 'invalidSyntax'],
  ['one bulkId twice', { Operations: [post('a'), post('a')] }, 400, 'invalidValue'],
  ['failOnErrors 0', { failOnErrors: 0, Operations: [] }, 400, 'invalidValue'],
])('%s is refused as a whole', (_name, body, status, scimType) => {
  expect(() => readBulk(body, limits)).toThrow(expect.objectContaining({ status, scimType }))
})

test('too many operations are 413 and told the limits', () => {
  expect(() => readBulk({ Operations: Array.from({ length: 5 }, () => ({})) }, limits)).toThrow(
    expect.objectContaining({ status: 413, detail: expect.stringMatching(/5 operations.* 4 .*1024 bytes/) as string }),
  )
})

test.each<[JsonValue, RegExp]>([
  ['text', /not an object/],
  [{ method: 'GET', path: '/Users' }, /method/],
  [{ method: 'POST', bulkId: 'a', data: {} }, /no path/],
  [{ method: 'POST', path: '/Users', data: {} }, /bulkId/],
  [{ method: 'PATCH', path: '/Users/1' }, /data/],
])('%j is refused alone', (operation, detail) => {
  const { operations } = read(operation, post('b'))
  expect(operations[0]?.fault?.detail).toMatch(detail)
  expect(operations[1]?.fault).toBeUndefined()
})

test('references are found and replaced in paths, values and PATCH paths', () => {
  const [operation] = read({
    Method: 'patch',
    path: '/Groups/bulkId%3Ag%20',
    data: {
      Operations: [
        { op: 'remove', path: 'members[value eq "bulkId:u1" or value eq "bulkId:u2"]' },
        { op: 'add', path: 'members', value: [{ value: 'bulkId:u3' }, { value: 'x bulkId:u4' }] },
      ],
    },
  }).operations
  expect([...referencesIn(operation!)]).toEqual(['g ', 'u1', 'u2', 'u3'])
  const resolved = withIds(operation!, (bulkId) => (bulkId === 'u2' ? undefined : `#${bulkId.trim()}`))
  expect(resolved.path).toBe('/Groups/#g')
  expect(resolved.data).toEqual({
    Operations: [
      { op: 'remove', path: 'members[value eq "#u1" or value eq "bulkId:u2"]' },
      { op: 'add', path: 'members', value: [{ value: '#u3' }, { value: 'x bulkId:u4' }] },
    ],
  })
})

test('what is referred to comes first, and the rest as it was sent', () => {
  expect(orderBulk(read(post('a', 'c'), post('b'), post('c', 'd'), post('d')).operations)).toEqual({
    order: [3, 2, 0, 1],
    circular: new Set(),
  })
})

test.each([
  [[post('a', 'a')], [0]],
  [
    [post('a', 'b'), post('b', 'a'), post('c', 'a'), post('d')],
    [0, 1],
  ],
  [
    [post('a', 'b'), post('b', 'c'), post('c', 'a')],
    [0, 1, 2],
  ],
])('circles are found', (operations, circular) => {
  expect([...orderBulk(read(...operations).operations).circular].sort((a, b) => a - b)).toEqual(circular)
})

test('in any graph: every operation once, each after what it needs unless that is circular', () => {
  const graph = fc.array(fc.array(fc.nat(29), { maxLength: 3 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(graph, (edges) => {
      const { operations } = read(...edges.map((to, index) => post(`n${index}`, ...to.map((one) => `n${one}`))))
      const { order, circular } = orderBulk(operations)
      expect(order.toSorted((a, b) => a - b)).toEqual([...edges.keys()])
      const place = new Map(order.map((index, at) => [index, at]))
      for (const [index, to] of edges.entries()) {
        for (const need of to) {
          if (need < edges.length && !circular.has(index)) expect(place.get(need)!).toBeLessThan(place.get(index)!)
        }
      }
    }),
  )
})

test('a thousand operations in a chain are ordered at once', () => {
  const operations = Array.from({ length: 1000 }, (_, i) => post(`n${i}`, `n${i + 1}`))
  expect(orderBulk(read(...operations).operations).order[0]).toBe(999)
})
