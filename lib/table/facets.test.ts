import { expect, test } from 'vitest'
import { facetText } from './facets.ts'

const counts = { few: { count: 28, isAtLeast: false }, many: { count: 10_000, isAtLeast: true } }

test.each([
  ['few', false, '28'],
  ['many', true, '10,000+'],
  ['none', false, '0'],
  ['none', true, undefined],
])('%s, of a part: %s', (choice, isPartial, text) => expect(facetText({ counts, isPartial }, choice)).toBe(text))
