import { newId } from '#db/ids.ts'
import type { SpCertificateRow } from '#db/queries/idps.ts'
import { seal } from '#lib/auth/seal.ts'
import { generate } from 'selfsigned'

/** Long, since IdPs pin it and nothing reminds them of its end. */
const validYears = 10

/**
 * A new key pair and certificate of the service provider for one IdP: RSA 2048, SHA-256, `current`. Takes a tenth of a second or
 * more, so it happens before the write turn, never in it.
 */
export async function makeSpCertificate(
  idpId: string,
  now: Date = new Date(),
  purpose: SpCertificateRow['purpose'] = 'signing',
): Promise<SpCertificateRow> {
  const validTo = new Date(now)
  validTo.setUTCFullYear(validTo.getUTCFullYear() + validYears)
  const made = await generate([{ name: 'commonName', value: `rollcall-${idpId}` }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: now,
    notAfterDate: validTo,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      // Some IdPs refuse to encrypt for a certificate that is for signatures alone.
      purpose === 'signing'
        ? { name: 'keyUsage', digitalSignature: true, critical: true }
        : { name: 'keyUsage', keyEncipherment: true, critical: true },
    ],
  })
  return {
    id: newId(now),
    idpId,
    pem: made.cert,
    sealedKey: seal(made.private),
    purpose,
    state: 'current',
    validTo,
    createdAt: now,
  }
}
