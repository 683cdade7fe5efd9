import { expect, test } from 'vitest'
import { carriersText, observedText } from './observed-values.ts'

const some = [{ value: 'Sales', count: 1200 }]

test.each([
  [undefined, 'Observed values could not be loaded. Type one.'],
  [{ values: some, isPartial: false, isCollected: true }, 'Observed values'],
  [{ values: some, isPartial: true, isCollected: true }, 'Some of the observed values: type to find others'],
  [{ values: [], isPartial: false, isCollected: true }, 'No such value was observed.'],
  [{ values: [], isPartial: false, isCollected: false }, 'Values of this attribute are not collected. Type one.'],
])('%j: %s', (found, text) => expect(observedText(found)).toBe(text))

test('how many carry a value, where that is known', () => {
  expect(carriersText(1200)).toBe('1,200')
  expect(carriersText(undefined)).toBeUndefined()
})
