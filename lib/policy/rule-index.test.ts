import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstInAll, type Bits } from './bits.ts'
import { compilePolicies } from './compile.ts'
import { ask, evaluateRule } from './evaluate.ts'
import { candidatesOf, dimensionsOf } from './rule-index.ts'
import { requests, subjects, worlds } from './testing-world.ts'

const placesOf = (dimensions: readonly Bits[]): number[] => {
  const places: number[] = []
  for (let at = firstInAll(dimensions, 0); at >= 0; at = firstInAll(dimensions, at + 1)) places.push(at)
  return places
}

test('only what certainly does not match is left out', () => {
  let proposed = 0
  let all = 0
  fc.assert(
    fc.property(worlds, subjects, requests, (world, subject, request) => {
      const compiled = compilePolicies(world)
      const { rules, index } = compiled.policies.access
      const asked = ask(compiled, subject, request)
      const places = placesOf([...dimensionsOf(index, asked), candidatesOf(index, subject)])
      const matching = [...rules.keys()].filter((place) => {
        const rule = rules[place]
        return rule && ['yes', 'unknown'].includes(evaluateRule(rule, asked))
      })
      expect(places).toEqual(expect.arrayContaining(matching))
      proposed += places.length
      all += rules.length
    }),
    { numRuns: 500 },
  )
  expect(proposed).toBeLessThan(all / 2)
})
