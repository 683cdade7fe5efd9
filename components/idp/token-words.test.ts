import { expect, test } from 'vitest'
import type { IdpView } from '#lib/services/idps/index.ts'
import { liveCredentials } from './token-words.ts'

type Token = IdpView['tokens'][number]
const list = (...expired: boolean[]) => expired.map((isExpired) => ({ isExpired }) as Token)

test.each([
  [list(), list(), undefined],
  [list(true), list(), undefined],
  [list(false), list(), 'the bearer token'],
  [list(false, true), list(), 'the bearer token'],
  [list(false, false), list(), 'both bearer tokens'],
  [list(), list(false), 'the client secret'],
  [list(false, false), list(false), 'both bearer tokens and the client secret'],
])('tokens %j and secrets %j that go with an IdP: %s', (tokens, secrets, expected) => {
  expect(liveCredentials({ tokens, secrets })).toBe(expected)
})
