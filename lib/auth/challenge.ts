import { z } from 'zod'
import { seal, unseal } from './seal.ts'
import { randomSecret } from './secrets.ts'

/** What a sealed challenge may be answered for. One is no use for another. */
export type ChallengePurpose = 'second-factor' | 'passkey-sign-in' | 'passkey-add' | 'totp-add'

export type Challenge = {
  /** 256 random bits, base64url: what an authenticator signs, and what is recorded once it was answered. */
  readonly nonce: string
  /** Who was asked; absent where the answer will say. */
  readonly administratorId?: string | undefined
  /** What the purpose needs to remember: never shown, since it travels sealed. */
  readonly memory?: string | undefined
  readonly expiresAt: Date
}

/** Time to find the telephone. */
export const challengeMs = 10 * 60_000

/**
 * Makes a challenge that the browser keeps for us, sealed, in a cookie or a form: asking costs the database nothing, so
 * strangers may ask as often as they like. Answered, it is recorded (`spendChallenge`), and no use any more.
 */
export function sealChallenge(
  purpose: ChallengePurpose,
  about: { administratorId?: string; memory?: string } = {},
  now = new Date(),
): { challenge: Challenge; sealed: string } {
  const challenge = { ...about, nonce: randomSecret(), expiresAt: new Date(now.getTime() + challengeMs) }
  return {
    challenge,
    sealed: seal(JSON.stringify({ ...challenge, purpose, expiresAt: challenge.expiresAt.getTime() })),
  }
}

/** The challenge in `sealed`; undefined when it is not ours, is for another purpose, or has expired. */
export function openChallenge(
  sealed: string | undefined,
  purpose: ChallengePurpose,
  now = new Date(),
): Challenge | undefined {
  if (!sealed) return undefined
  const read = content.safeParse(jsonIn(sealed)).data
  if (read?.purpose !== purpose || read.expiresAt <= now.getTime()) return undefined
  const { nonce, administratorId, memory, expiresAt } = read
  return { nonce, administratorId, memory, expiresAt: new Date(expiresAt) }
}

const content = z.object({
  purpose: z.string(),
  nonce: z.string(),
  administratorId: z.string().optional(),
  memory: z.string().optional(),
  expiresAt: z.number(),
})

function jsonIn(sealed: string): unknown {
  try {
    return JSON.parse(unseal(sealed))
  } catch {
    return undefined
  }
}
