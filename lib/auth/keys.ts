import { hkdfSync } from 'node:crypto'
import { env } from '#lib/env.ts'

/**
 * A 256-bit key for one purpose, derived from ROLLCALL_SECRET (HKDF-SHA-256, RFC 5869). Each purpose has a key of its
 * own, so that what one of them makes is worthless to another.
 */
export const deriveKey = (
  purpose:
    | 'seal'
    | 'session-cookie'
    | 'scim-cursor'
    | 'api-cursor'
    | 'audit-chain'
    | 'recovery-code'
    | 'saml-logout'
    | 'arrival',
): Buffer => Buffer.from(hkdfSync('sha256', env().secret, '', `rollcall ${purpose}`, 32))
