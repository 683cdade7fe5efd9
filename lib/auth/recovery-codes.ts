import { createHmac, randomInt } from 'node:crypto'
import { deriveKey } from './keys.ts'

/** Crockford's Base32: without I, L, O and U, which are read as others. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 4
const groupLength = 4

/** As many as fit on a slip of paper. */
export const recoveryCodeCount = 10

/** New codes, each with 80 random bits: `7K2M-9QXA-04TR-BVEN`. Shown once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodeCount }, () =>
    Array.from({ length: groups }, () =>
      Array.from({ length: groupLength }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
    ).join('-'),
  )

/**
 * How a code is stored: keyed by ROLLCALL_SECRET, so that a stolen database alone cannot be guessed at, and bound to its
 * administrator. However a reader typed it: small letters, spaces, an O for a zero.
 */
export function recoveryCodeHash(administratorId: string, code: string): string {
  const plain = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return createHmac('sha256', deriveKey('recovery-code')).update(`${administratorId}\n${plain}`).digest('hex')
}
