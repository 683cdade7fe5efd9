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

describe('labels below the bars', () => {
  const bars = (count: number) => Array.from({ length: count }, (_, at) => String(at))
  /** Bars of four hours, of which the first day has `first`. */
  const days = (first: number, count: number) =>
    Array.from({ length: count }, (_, at) => String(Math.floor((at - first + 6) / 6)))

  test('are evenly apart, and never more than there is room for', () => {
    expect(labelled([], 10)).toEqual([])
    expect(labelled(bars(7), 10)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(labelled(bars(24), 10)).toEqual([0, 3, 6, 9, 12, 15, 18, 21])
    for (let count = 1; count <= 90; count++) {
      expect(labelled(bars(count), 10).length).toBeLessThanOrEqual(10)
      expect(labelled(days(count % 7, count), 10).length).toBeLessThanOrEqual(10)
    }
  })

  test('stand where a day begins, every other day where each has no room', () => {
    expect(labelled(days(6, 24), 10)).toEqual([0, 6, 12, 18])
    expect(labelled(days(6, 84), 10)).toEqual([0, 12, 24, 36, 48, 60, 72])
    expect(labelled(days(3, 84), 10)).toEqual([0, 9, 21, 33, 45, 57, 69, 81])
  })

  test('leave out what is left of a first day, where the next would stand upon it', () => {
    expect(labelled(days(1, 43), 10)).toEqual([1, 7, 13, 19, 25, 31, 37])
    expect(labelled(days(5, 43), 10)).toEqual([0, 5, 11, 17, 23, 29, 35, 41])
  })
})
