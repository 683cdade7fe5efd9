import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { findPageEnd, forgetPageEnds, rememberPageEnd } from './page-ends.ts'

beforeAll(() => void vi.useFakeTimers())
afterAll(() => void vi.useRealTimers())
beforeEach(() => forgetPageEnds('7'))

const found = (offset: number, total: number, grows: boolean) => findPageEnd('7', 'walk', offset, total, grows)

test('the nearest end before the page is gone on from', () => {
  rememberPageEnd('7', 'walk', 100, { id: 'a' }, 1000)
  rememberPageEnd('7', 'walk', 200, { id: 'b', key: 'x' }, 1000)
  expect(found(150, 1000, true)).toMatchObject({ offset: 100, after: { id: 'a' } })
  expect(found(900, 1000, true)).toMatchObject({ offset: 200, after: { id: 'b', key: 'x' } })
  expect(found(99, 1000, true)).toBeUndefined()
  expect(findPageEnd('7', 'another walk', 150, 1000, true)).toBeUndefined()
  expect(findPageEnd('8', 'walk', 150, 1000, true)).toBeUndefined()
})

test('an end counts while what lies before it is the same', () => {
  rememberPageEnd('7', 'walk', 100, { id: 'a' }, 1000)
  expect(found(150, 1001, true)).toBeDefined()
  expect(found(150, 999, true)).toBeUndefined()
  expect(found(150, 1001, false)).toBeUndefined()
  vi.advanceTimersByTime(11 * 60_000)
  expect(found(150, 1000, true)).toBeUndefined()
})

test('what is ordered by a long text is not remembered', () => {
  rememberPageEnd('7', 'walk', 100, { id: 'a', key: 'x'.repeat(513) }, 1000)
  expect(found(150, 1000, false)).toBeUndefined()
})
