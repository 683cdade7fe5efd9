import { describe, expect, test } from 'vitest'
import { labelled, scaleFor } from './scale.ts'

describe('the axis of counts', () => {
  test.each([
    [0, 1, 2],
    [1, 1, 2],
    [2, 1, 2],
    [3, 2, 4],
    [9, 5, 10],
    [11, 10, 20],
    [41, 25, 50],
    [400, 200, 400],
    [1_234, 1_000, 2_000],
    [48_000, 25_000, 50_000],
  ])('up to %d has its middle at %d and ends at %d', (greatest, middle, top) => {
    expect(scaleFor(greatest)).toEqual({ middle, top })
  })

  test('whatever is counted fits, and fills more than a third', () => {
    for (let greatest = 1; greatest < 5_000; greatest++) {
      const { middle, top } = scaleFor(greatest)
      expect(Number.isInteger(middle)).toBe(true)
      expect(top).toBeGreaterThanOrEqual(greatest)
      expect(greatest / top).toBeGreaterThan(greatest < 2 ? 0.3 : 1 / 3)
    }
  })
})

test('labels are evenly apart and never more than there is room for', () => {
  expect(labelled(0, 10)).toEqual([])
  expect(labelled(7, 10)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(labelled(24, 10)).toEqual([0, 3, 6, 9, 12, 15, 18, 21])
  for (let count = 1; count <= 90; count++) expect(labelled(count, 10).length).toBeLessThanOrEqual(10)
})
