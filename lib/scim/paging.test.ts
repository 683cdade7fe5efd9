import { expect, test } from 'vitest'
import { listResponse, listResponseText, parsePaging } from './paging.ts'

const limits = { defaultCount: 10, maxCount: 100 }

test.each([
  [undefined, undefined, 1, 10],
  ['', '', 1, 10],
  ['1', '2', 1, 2],
  [' 7 ', '+5', 7, 5],
  ['0', '0', 1, 0],
  ['-3', '-1', 1, 0],
  ['101', '10000', 101, 100],
  [5, 6, 5, 6],
  ['9'.repeat(30), '9'.repeat(30), Number.MAX_SAFE_INTEGER, 100],
])('startIndex=%s count=%s', (startIndex, count, expectedStart, expectedCount) => {
  expect(parsePaging(startIndex, count, limits)).toEqual({ startIndex: expectedStart, count: expectedCount })
})

test.each([['abc'], ['1.5'], ['1e3'], ['0x10'], ['1;'], [1.5], [Number.NaN]])('%s is no integer', (value) => {
  const invalid = expect.objectContaining({ status: 400, scimType: 'invalidValue' }) as Error
  expect(() => parsePaging(value, undefined, limits)).toThrow(invalid)
  expect(() => parsePaging(undefined, value, limits)).toThrow(invalid)
})

test('a list response counts what is on the page', () => {
  expect(listResponse(7, 3, [{ id: '1' }, { id: '2' }])).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 7,
    startIndex: 3,
    itemsPerPage: 2,
    Resources: [{ id: '1' }, { id: '2' }],
  })
  expect(JSON.parse(listResponseText(7, 3, ['{"id":"1"}', '{"id":"2"}']))).toEqual(
    listResponse(7, 3, [{ id: '1' }, { id: '2' }]),
  )
  expect(JSON.parse(listResponseText(0, 1, []))).toEqual(listResponse(0, 1, []))
})
