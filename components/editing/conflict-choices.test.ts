import { expect, test } from 'vitest'
import type { FieldConflict } from '#lib/errors.ts'
import { changedBy, chosenSide, conflictSummary, inOrderOfConcern, rebased } from './conflict-choices.ts'

const mineOnly: FieldConflict = { field: 'name', opened: 'a', theirs: 'a', mine: 'b' }
const theirsOnly: FieldConflict = { field: 'domains', opened: [], theirs: ['x.example'], mine: [] }
const both: FieldConflict = { field: 'days', opened: 14, theirs: 30, mine: 90 }
const outside: FieldConflict = { field: 'certificates', opened: [1], theirs: [2], mine: [1] }

test('what only they changed is taken over, everything else that was entered stays', () => {
  const entered = { name: 'b', domains: [] as string[], days: 90, hint: true }
  const { base, draft } = rebased(entered, [mineOnly, theirsOnly, both, outside])
  expect(base).toEqual({ name: 'a', domains: ['x.example'], days: 30, hint: true })
  expect(draft).toEqual({ name: 'b', domains: ['x.example'], days: 90, hint: true })
})

test('a choice is what the form holds', () => {
  expect([90, 30, 7].map((held) => chosenSide(both, held))).toEqual(['mine', 'theirs', undefined])
  expect(chosenSide(theirsOnly, ['x.example'])).toBe('theirs')
})

test('what both changed comes first', () => {
  expect(inOrderOfConcern([mineOnly, theirsOnly, both]).map(changedBy)).toEqual(['both', 'theirs', 'mine'])
})

test.each([
  [[], /the same/],
  [[theirsOnly], /^1 field differs\. /],
  [[both], /^1 field differs, changed on both sides\. /],
  [[both, mineOnly, theirsOnly], /^3 fields differ, 1 of them changed on both sides\. /],
])('the summary counts %#', (fields, text) => {
  expect(conflictSummary({ fields })).toMatch(text)
})
