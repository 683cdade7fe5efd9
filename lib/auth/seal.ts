import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveKey } from './keys.ts'

const version = 'v1'
const nonceLength = 12
const tagLength = 16

/**
 * Encrypts what the database must give back in clear (private keys): AES-256-GCM under a key derived from
 * ROLLCALL_SECRET. The result is text: `v1.` and base64url of nonce, tag and ciphertext.
 */
export function seal(text: string): string {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', deriveKey('seal'), nonce, { authTagLength: tagLength })
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')}`
}

/** @throws Error when `sealed` was changed, or sealed under another ROLLCALL_SECRET. */
export function unseal(sealed: string): string {
  const [given, body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  if (given !== version || bytes.length < nonceLength + tagLength) throw new Error('Not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', deriveKey('seal'), bytes.subarray(0, nonceLength), {
    authTagLength: tagLength,
  })
  decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new Error(
      'A sealed value cannot be opened: it was changed, or ROLLCALL_SECRET is not the one it was sealed with',
      {
        cause: error,
      },
    )
  }
}
