import { expect, test } from 'vitest'
import { newId, newIdpId } from './ids.ts'

test('ids order as they are made, within a millisecond and across', () => {
  const at = new Date('2026-11-22T10:00:00.123Z')
  const same = Array.from({ length: 2_000 }, () => newId(at))
  expect(same.toSorted()).toEqual(same)
  expect(new Set(same).size).toBe(same.length)
  expect(newId(new Date(at.getTime() + 1)) > same.at(-1)!).toBe(true)
  expect(newId(new Date(at.getTime() - 1)) < same[0]!).toBe(true)
})

test("an IdP's id is 18 decimal digits", () => {
  for (let i = 0; i < 200; i++) expect(newIdpId()).toMatch(/^[1-9]\d{17}$/)
})
