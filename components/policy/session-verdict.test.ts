import { expect, test } from 'vitest'
import { sessionVerdict } from './session-verdict.ts'

const weekly = { policy: 'timeout', message: '', authenticationSeconds: 7 * 86_400, idleSeconds: 600 } as const
const signedIn = new Date('2026-11-01T08:00:00.000Z')
const after = (days: number) => new Date(signedIn.getTime() + days * 86_400_000)

test('whoever never signed in signs in first', () => {
  expect(sessionVerdict(weekly, null, signedIn)).toEqual({ kind: 'signed-out' })
})

test('the timeout counts from the sign-in to the time of the request', () => {
  expect(sessionVerdict(weekly, signedIn, after(6))).toEqual({
    kind: 'open',
    signedInAt: '2026-11-01T08:00:00.000Z',
    endsAt: '2026-11-08T08:00:00.000Z',
  })
  expect(sessionVerdict(weekly, signedIn, after(7))).toEqual({
    kind: 'expired',
    signedInAt: '2026-11-01T08:00:00.000Z',
    endedAt: '2026-11-08T08:00:00.000Z',
  })
})

test('Never lasts, and other policies end nothing', () => {
  const never = { ...weekly, authenticationSeconds: null }
  expect(sessionVerdict(never, signedIn, after(900))).toMatchObject({ kind: 'open', endsAt: null })
  expect(sessionVerdict({ policy: 'forwarding', action: 'bypass' }, signedIn, after(1))).toBeUndefined()
})
