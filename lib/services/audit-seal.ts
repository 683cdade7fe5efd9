import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuditChainRow, AuditSealRow } from '#db/queries/audit-chain.ts'
import type { AuditLogRow } from '#db/queries/audit.ts'
import { deriveKey } from '#lib/auth/keys.ts'

// Codes keyed by ROLLCALL_SECRET: whoever can write the database but does not know the secret cannot make them.

/** The link that follows `previous` (a link's code; empty for the first of all), over everything in the row. */
export const linkMac = (previous: string, seq: number, row: AuditLogRow): string =>
  mac([
    'link',
    previous,
    seq,
    row.id,
    row.at.toISOString(),
    row.actorId,
    row.actorName,
    row.action,
    row.targetType,
    row.targetId,
    row.targetName,
    row.before,
    row.after,
    row.address,
    row.userAgent,
  ])

/** The code over a chain's two ends. Without it a shortened log could simply be given an earlier end. */
export const chainMac = (chain: Omit<AuditChainRow, 'id' | 'mac'>): string =>
  mac([
    'chain',
    chain.headSeq,
    chain.headMac,
    chain.headAt.toISOString(),
    chain.anchorSeq,
    chain.anchorMac,
    chain.sealedAt.toISOString(),
  ])

export const isGenuine = (chain: AuditChainRow): boolean => equal(chain.mac, chainMac(chain))

/** Where a run of links stops holding. */
export type Fault = {
  seq: number
  /** The row's id, as far as the link still tells it. */
  logId: string | undefined
  problem: 'changed' | 'row-missing' | 'link-missing'
}

/** Follows `links` from the link `(seq, mac)` on. Answers the first fault, or the last link's code. */
export function follow(
  links: readonly { seal: AuditSealRow; log: AuditLogRow | null }[],
  from: { seq: number; mac: string },
): { fault: Fault } | { fault: undefined; seq: number; mac: string } {
  let { seq, mac } = from
  for (const { seal, log } of links) {
    seq++
    if (seal.seq !== seq) return { fault: { seq, logId: undefined, problem: 'link-missing' } }
    if (!log) return { fault: { seq, logId: seal.logId, problem: 'row-missing' } }
    mac = linkMac(mac, seq, log)
    if (!equal(seal.mac, mac)) return { fault: { seq, logId: seal.logId, problem: 'changed' } }
  }
  return { fault: undefined, seq, mac }
}

/** JSON of a list: no two lists of fields read the same. */
const mac = (fields: readonly (string | number | null)[]): string =>
  createHmac('sha256', key()).update(JSON.stringify(fields)).digest('hex')

let derived: Buffer | undefined
const key = () => (derived ??= deriveKey('audit-chain'))

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
