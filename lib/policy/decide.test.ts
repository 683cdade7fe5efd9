import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePolicies } from './compile.ts'
import { decide } from './decide.ts'
import { policies } from './rule.ts'
import { decideNaively } from './testing-oracle.ts'
import { requests, subjects, worlds } from './testing-world.ts'

test('agrees with walking the rules, on any policies', () => {
  fc.assert(
    fc.property(worlds, fc.array(subjects, { minLength: 1, maxLength: 4 }), requests, (world, people, request) => {
      const compiled = compilePolicies(world)
      for (const subject of people) {
        for (const policy of policies) {
          const { rule, reason } = decide(compiled, policy, subject, request)
          const found = { by: rule?.id ?? reason, isCertain: reason !== 'unknown' }
          expect(found, policy).toEqual(decideNaively(world, policy, subject, request))
        }
      }
    }),
    { numRuns: 1_500 },
  )
}, 60_000)
