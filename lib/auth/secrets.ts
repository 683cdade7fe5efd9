import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** 256 random bits in base64url: 43 characters. */
export const randomSecret = (): string => randomBytes(32).toString('base64url')

/** How secrets with 256 bits of their own are stored: they need no salt and no slow hash. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex')

/** A secret that a client sends with each request. */
export type ScimToken = {
  /** Shown once, never stored. */
  token: string
  /** SHA-256 of the whole token, hex: what the database holds. */
  hash: string
  /** The last four characters, to tell tokens apart by. */
  hint: string
}

/** What a token opens can be told by how it begins: identity providers' SCIM, or the Management API. */
type Prefix = 'scim' | 'rcapi'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 43 characters of 62 carry 256.03 bits. */
const bodyLength = 43
/** 62^6 is more than the 2^32 values of a CRC-32. */
const checksumLength = 6

/**
 * A new bearer token: `scim`, 43 random characters, a checksum. Letters and digits only, since identity providers'
 * forms and shells mangle others; a prefix that secret scanners can look for, and a checksum that tells them (and us)
 * a token from a look-alike without asking the database.
 */
export const newScimToken = (): ScimToken => newToken('scim')

/** A new key of the Management API, `rcapi…`, made the same way. */
export const newApiKey = (): ScimToken => newToken('rcapi')

/** Whether `text` has a token's form and its checksum is right. Says nothing of its being known. */
export const looksLikeScimToken = (text: string): boolean => looksLikeToken('scim', text)

/** The same of a key of the Management API. */
export const looksLikeApiKey = (text: string): boolean => looksLikeToken('rcapi', text)

function newToken(prefix: Prefix): ScimToken {
  const unsigned = prefix + randomText(bodyLength)
  const token = unsigned + checksum(unsigned)
  return { token, hash: sha256Hex(token), hint: token.slice(-4) }
}

function looksLikeToken(prefix: Prefix, text: string): boolean {
  if (text.length !== prefix.length + bodyLength + checksumLength) return false
  if (!text.startsWith(prefix) || !/^[0-9A-Za-z]+$/.test(text)) return false
  return checksum(text.slice(0, -checksumLength)) === text.slice(-checksumLength)
}

function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 = 4 × 62: bytes above it would make the first characters likelier than the rest.
      if (byte < 248 && text.length < length) text += alphabet.charAt(byte % 62)
    }
  }
  return text
}

/** A CRC-32 notices every change of a single character. */
function checksum(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let position = 0; position < checksumLength; position++) {
    digits = alphabet.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}
