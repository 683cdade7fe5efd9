import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints, fold } from './fold.ts'

test.each([
  ['DANA', 'dana'],
  ['ÄÖ', 'äö'],
  ['Ｄａｎａ', 'dana'],
  ['A\u0308', 'ä'],
])('%s folds to %s', (text, folded) => expect(fold(text)).toBe(folded))

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
    { numRuns: 5000 },
  )
})

test('text is ordered by code point, as UTF-8 bytes are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      if (!a.isWellFormed() || !b.isWellFormed()) return
      expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
  expect(compareCodePoints('\uffff', '😀')).toBeLessThan(0)
})
