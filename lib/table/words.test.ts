import { expect, test } from 'vitest'
import { scimUsers } from './scim-users.ts'
import { lastPage, messages, resultText, showingText } from './words.ts'

test.each([
  [{ page: 2, size: 50, shown: 50, total: 4312, isTotalCapped: false }, 'Showing 51–100 of 4,312'],
  [{ page: 1, size: 50, shown: 1, total: 1, isTotalCapped: false }, 'Showing 1–1 of 1'],
  [{ page: 1, size: 20, shown: 20, total: 10_000, isTotalCapped: true }, 'Showing 1–20 of more than 10,000'],
  [{ page: 9, size: 20, shown: 0, total: 40, isTotalCapped: false }, 'Showing 0 of 40'],
])('%o reads %s', (extent, text) => {
  expect(showingText(extent)).toBe(text)
})

test.each([
  [1, false, '1 user'],
  [0, false, '0 users'],
  [28, false, '28 users'],
  [10_000, true, 'more than 10,000 users'],
])('%i (capped: %s) is announced as %s', (total, isTotalCapped, text) => {
  expect(resultText(scimUsers, { total, isTotalCapped })).toBe(text)
})

test.each([
  [{ total: 0, size: 50, isTotalCapped: false }, 1],
  [{ total: 50, size: 50, isTotalCapped: false }, 1],
  [{ total: 51, size: 50, isTotalCapped: false }, 2],
  [{ total: 10_000, size: 50, isTotalCapped: true }, undefined],
])('%o: the last page is %s', (extent, last) => {
  expect(lastPage(extent)).toBe(last)
})

test('no two states of a table share a text', () => {
  const titles = Object.values(messages(scimUsers)).map(({ title }) => title)
  expect(new Set(titles).size).toBe(titles.length)
})
