import { expect, test } from 'vitest'
import { defaultIdleMs, lapsedBy } from './lapse.ts'

const minute = 60_000

test.each([
  [{ authenticationSeconds: 600, idleSeconds: null }, { signedInAt: 0, seenAt: 0, now: 10 * minute - 1 }, undefined],
  [
    { authenticationSeconds: 600, idleSeconds: null },
    { signedInAt: 0, seenAt: 9 * minute, now: 10 * minute },
    'expired',
  ],
  [
    { authenticationSeconds: null, idleSeconds: 600 },
    { signedInAt: 0, seenAt: 50 * minute, now: 60 * minute - 1 },
    undefined,
  ],
  [{ authenticationSeconds: null, idleSeconds: 600 }, { signedInAt: 0, seenAt: 50 * minute, now: 60 * minute }, 'idle'],
  [{ authenticationSeconds: null, idleSeconds: null }, { signedInAt: 0, seenAt: 0, now: defaultIdleMs - 1 }, undefined],
  [{ authenticationSeconds: null, idleSeconds: null }, { signedInAt: 0, seenAt: 0, now: defaultIdleMs }, 'idle'],
] as const)('%j of %j: %s', (timeouts, presence, expected) => {
  expect(lapsedBy(timeouts, presence)).toBe(expected)
})
