import type { WatchedCertificate } from '#db/queries/alert-signs.ts'
import type { LiveToken } from '#db/queries/idp-tokens.ts'
import type { AlertSeverity } from '#lib/table/alert-words.ts'
import { DAY_MS, type Sign } from './sign.ts'

// Certificates and tokens that run out: told of 30 and 7 days before, and when they have.

type Named = { id: string; name: string }

/** An expired certificate of an IdP that has another is what a change of keys leaves behind, and no alert. */
export function certificateSigns(idp: Named, certificates: readonly WatchedCertificate[], now: Date): Sign[] {
  return certificates.flatMap((one): Sign[] => {
    const reached = stageOf(one.validTo, now)
    if (!reached) return []
    const later = certificates.find((other) => other.purpose === one.purpose && other.validTo > one.validTo)
    if (later && reached.stage === EXPIRED) return []
    return [
      {
        kind: 'certificate',
        idpId: idp.id,
        idpName: idp.name,
        subject: one.id,
        ...reached,
        severity: later ? 'info' : reached.severity,
        text: `${certificateName(one, idp)} ${when(one.validTo, reached.stage)}${later ? `; another one is stored that lasts until ${dateOf(later.validTo)}` : ''}.`,
        facts: { certificate: one.purpose, expiresAt: one.validTo.toISOString() },
      },
    ]
  })
}

const certificateName = ({ purpose }: WatchedCertificate, { name }: Named) =>
  purpose === 'idp' ? `The certificate of ${name}` : `Rollcall’s own ${purpose} certificate for ${name}`

/**
 * Bearer tokens and client secrets. One that another has taken over from, because that one lasts longer and was used
 * later, is no alert.
 */
export function tokenSigns(idp: Named, tokens: readonly LiveToken[], now: Date): Sign[] {
  return tokens.flatMap((one): Sign[] => {
    if (one.expiresAt === null) return []
    const reached = stageOf(one.expiresAt, now, one.createdAt)
    if (!reached || tokens.some((other) => hasTakenOver(other, one))) return []
    const what = one.kind === 'secret' ? 'client secret' : 'bearer token'
    return [
      {
        kind: 'token',
        idpId: idp.id,
        idpName: idp.name,
        subject: one.id,
        ...reached,
        text: `The ${what} of ${idp.name} that ends in ${one.hint} ${when(one.expiresAt, reached.stage)}.`,
        facts: { token: one.kind, endsIn: one.hint, expiresAt: one.expiresAt.toISOString() },
      },
    ]
  })
}

const hasTakenOver = (other: LiveToken, one: LiveToken): boolean =>
  other.id !== one.id &&
  (other.expiresAt === null || (one.expiresAt !== null && other.expiresAt > one.expiresAt)) &&
  other.lastUsedAt !== null &&
  (one.lastUsedAt === null || other.lastUsedAt > one.lastUsedAt)

const EXPIRED = 3

/** What was made for less than so long is not told of so long before. */
function stageOf(ends: Date, now: Date, madeAt?: Date): { stage: number; severity: AlertSeverity } | undefined {
  const left = ends.getTime() - now.getTime()
  const life = madeAt ? ends.getTime() - madeAt.getTime() : Infinity
  if (left <= 0) return { stage: EXPIRED, severity: 'urgent' }
  if (left < 7 * DAY_MS && life > 7 * DAY_MS) return { stage: 2, severity: 'warning' }
  if (left < 30 * DAY_MS && life > 30 * DAY_MS) return { stage: 1, severity: 'info' }
  return undefined
}

const when = (ends: Date, stage: number) => `${stage === EXPIRED ? 'expired' : 'expires'} on ${dateOf(ends)}`

const dateOf = (at: Date) => at.toISOString().slice(0, 10)
