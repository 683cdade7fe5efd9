/** How near a certificate's end is. `days` is whole days left, rounded down; 0 on its last day. */
export type Expiry = { level: 'expired' | 'within-7-days' | 'within-30-days' | 'fine'; days: number; at: Date }

const day = 86_400_000

/** Judges when a certificate ends, as seen at `now`. */
export function judgeExpiry(validTo: Date, now: Date): Expiry {
  const left = validTo.getTime() - now.getTime()
  const days = Math.max(0, Math.floor(left / day))
  if (left <= 0) return { level: 'expired', days: 0, at: validTo }
  if (left < 7 * day) return { level: 'within-7-days', days, at: validTo }
  if (left < 30 * day) return { level: 'within-30-days', days, at: validTo }
  return { level: 'fine', days, at: validTo }
}

/** Of a chain, the certificate that ends first decides; undefined without certificates. */
export function earliestExpiry(certificates: readonly { validTo: Date }[], now: Date): Expiry | undefined {
  const first = certificates.map((certificate) => certificate.validTo).sort((a, b) => a.getTime() - b.getTime())[0]
  return first && judgeExpiry(first, now)
}
