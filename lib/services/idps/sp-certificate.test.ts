import { createPrivateKey, X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { unseal } from '#lib/auth/seal.ts'
import { makeSpCertificate } from './sp-certificate.ts'

beforeAll(() => {
  process.env['ROLLCALL_SECRET'] = 'a secret of the tests, forty characters.'
})

test.each(['signing', 'decryption'] as const)(
  'a key pair for %s: its key fits, is sealed, and lasts ten years',
  async (purpose) => {
    const now = new Date('2026-11-22T12:00:00Z')
    const made = await makeSpCertificate('245', now, purpose)
    const certificate = new X509Certificate(made.pem)
    expect(made).toMatchObject({ idpId: '245', purpose, state: 'current', validTo: new Date('2036-11-22T12:00:00Z') })
    expect(certificate.subject).toBe('CN=rollcall-245')
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(new Date(certificate.validTo)).toEqual(made.validTo)
    expect(made.sealedKey).not.toContain('PRIVATE')
    expect(certificate.checkPrivateKey(createPrivateKey(unseal(made.sealedKey)))).toBe(true)
    // 2.5.29.15, KeyUsage: the first bit is for signatures, the third for keys that encrypt (RFC 5280 §4.2.1.3).
    const usage = Buffer.from('0603551d0f0101ff0404030207', 'hex')
    const found = certificate.raw.indexOf(usage.subarray(0, 5))
    expect(certificate.raw.subarray(found, found + 14).at(-1)).toBe(purpose === 'signing' ? 0x80 : 0x20)
  },
)
