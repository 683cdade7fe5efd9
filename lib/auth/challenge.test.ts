import { expect, test, vi } from 'vitest'
import { challengeMs, openChallenge, sealChallenge } from './challenge.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'

vi.mock('#lib/env.ts', () => ({ env: () => ({ secret: 'a secret of thirty-two characters' }) }))

test('a challenge comes back as it was made, for its purpose, in its time', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const { challenge, sealed } = sealChallenge('second-factor', { administratorId: 'dana', memory: 'm' }, now)
  expect(challenge.nonce).toMatch(/^[\w-]{43}$/)
  expect(sealed).not.toContain(challenge.nonce)
  expect(openChallenge(sealed, 'second-factor', now)).toEqual(challenge)
  expect(openChallenge(sealed, 'passkey-sign-in', now)).toBeUndefined()
  expect(openChallenge(sealed, 'second-factor', new Date(now.getTime() + challengeMs))).toBeUndefined()
  expect(openChallenge(`${sealed.slice(0, -2)}AA`, 'second-factor', now)).toBeUndefined()
  expect(openChallenge(undefined, 'second-factor', now)).toBeUndefined()
})

test('a recovery code is known however it is typed, and for one administrator', () => {
  const [code = '', ...others] = newRecoveryCodes()
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(new Set([code, ...others]).size).toBe(10)
  const stored = recoveryCodeHash('dana', '0A1B-CDEF-GHJK-MNPQ')
  expect(recoveryCodeHash('dana', ' oalb cdef ghjk mnpq ')).toBe(stored)
  expect(recoveryCodeHash('lee', '0A1B-CDEF-GHJK-MNPQ')).not.toBe(stored)
})
