import { expect, test } from 'vitest'
import { secondsOf, typedDuration, type TypedDuration } from './duration.ts'

test.each<[TypedDuration, number | null]>([
  [{ amount: '7', unit: 'days' }, 604_800],
  [{ amount: ' 36 ', unit: 'hours' }, 129_600],
  [{ amount: '10', unit: 'minutes' }, 600],
  [{ amount: '', unit: 'minutes' }, Number.NaN],
  [{ amount: '1.5', unit: 'hours' }, Number.NaN],
  [{ amount: '-1', unit: 'hours' }, Number.NaN],
  [{ amount: '7', unit: 'unbounded' }, null],
])('%j is %j seconds', (typed, seconds) => expect(secondsOf(typed)).toEqual(seconds))

test.each<[number | null, TypedDuration]>([
  [null, { amount: '', unit: 'unbounded' }],
  [129_600, { amount: '36', unit: 'hours' }],
  [Number.NaN, { amount: '', unit: 'hours' }],
])('%j seconds are typed as %j', (seconds, typed) => expect(typedDuration(seconds)).toEqual(typed))
