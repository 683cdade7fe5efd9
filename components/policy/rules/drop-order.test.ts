import { expect, test } from 'vitest'
import { dropOrder } from './drop-order.ts'

test.each<[string, number[], number, number, number]>([
  ['up to the top', [1, 2, 3, 4], 3, 0, 1],
  ['up by one', [1, 2, 3, 4], 3, 1, 2],
  ['in front of itself', [1, 2, 3, 4], 3, 2, 3],
  ['behind itself', [1, 2, 3, 4], 3, 3, 3],
  ['down to the end', [1, 2, 3, 4], 1, 4, 4],
  ['down by one', [1, 2, 3, 4], 1, 2, 2],
  ['in front of one, others filtered out between them', [2, 5, 9], 2, 2, 8],
  ['behind itself, others filtered out behind it', [2, 5, 9], 5, 2, 5],
  ['behind the last in sight', [2, 5, 9], 2, 3, 9],
  ['up, others filtered out', [2, 5, 9], 9, 1, 5],
  ['alone', [7], 7, 1, 7],
])('%s', (_, orders, own, before, expected) => expect(dropOrder(orders, own, before)).toBe(expected))
