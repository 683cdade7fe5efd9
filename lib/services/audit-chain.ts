import { store } from '#db/index.ts'
import {
  deleteSealed,
  findAuditChain,
  insertAuditChain,
  insertAuditSeals,
  lastSealSeq,
  listSealed,
  listUnsealed,
  lockAuditChain,
  updateAuditChain,
  type AuditChainRow,
  type AuditSealRow,
} from '#db/queries/audit-chain.ts'
import { lowestIdAt } from '#db/queries/list-sync-logs.ts'
import type { Writer } from '#db/store.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { systemActor } from './actor.ts'
import { chainMac, follow, isGenuine, linkMac } from './audit-seal.ts'
import { appendAudit } from './audit.ts'

// Why it is made like this: docs/decisions/0020-audit-chain.md.

/** Rows in one turn: a fraction of a millisecond of hashing, and one insert. */
const AT_ONCE = 200

/**
 * A row's id is made before its transaction commits, so rows may come up below the newest sealed one. Not by more than
 * this: no transaction takes that long, and no process's clock is off by that much.
 */
export const STRAGGLING_MS = 60 * 60_000

/** How long audit rows are kept: a full year. */
export const AUDIT_RETENTION_MS = 366 * 24 * 60 * 60_000

/** From which id on rows may lack a link without that being strange. */
export const stragglersFrom = (chain: Pick<AuditChainRow, 'headSeq' | 'headAt'> | undefined): string =>
  chain && chain.headSeq > 0 ? lowestIdAt(new Date(chain.headAt.getTime() - STRAGGLING_MS)) : ''

let complaint = ''

/** Background work: seals what is new, drops what is old. A chain that is not intact is told once, and stops neither. */
export async function sweepAudit(): Promise<void> {
  try {
    await sealAudit()
    await dropOldAudit()
  } catch (error) {
    if (!isAppError(error) || error.code !== 'tampered') throw error
    if (error.message !== complaint) console.error(error.message)
    complaint = error.message
  }
}

/**
 * Seals whatever audit rows have come since the last time, oldest first. Several processes may try: the chain's row is
 * the lock. Nothing is written when there is nothing to seal.
 * @returns how many rows were sealed.
 */
export async function sealAudit(): Promise<number> {
  const chain = await findAuditChain(store().read)
  if ((await listUnsealed(store().report, stragglersFrom(chain), 1)).length === 0) return 0
  let sealed = 0
  for (;;) {
    const some = await store().write(sealSome)
    sealed += some
    if (some < AT_ONCE) return sealed
  }
}

async function sealSome(tx: Writer): Promise<number> {
  const chain = (await lockAuditChain(tx)) ?? (await beginChain(tx))
  requireGenuine(chain)
  const rows = await listUnsealed(tx, stragglersFrom(chain), AT_ONCE)
  if (rows.length === 0) return 0
  let { headSeq, headMac, headAt } = chain
  const seals = rows.map((row): AuditSealRow => {
    headSeq++
    headMac = linkMac(headMac, headSeq, row)
    if (row.at > headAt) headAt = row.at
    return { seq: headSeq, logId: row.id, mac: headMac }
  })
  await insertAuditSeals(tx, seals)
  await moveEnds(tx, chain, { headSeq, headMac, headAt, sealedAt: new Date() })
  return rows.length
}

/**
 * Drops sealed rows that are older than a year, oldest first, and moves the chain's beginning behind them. Each is
 * checked before it goes: a row that was given an old date is not swept under the carpet.
 * @returns how many rows were dropped.
 */
export async function dropOldAudit(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - AUDIT_RETENTION_MS)
  const chain = await findAuditChain(store().read)
  const [oldest] = chain ? await listSealed(store().read, chain.anchorSeq, 1) : []
  if (!oldest?.log || oldest.log.at >= before) return 0
  let dropped = 0
  for (;;) {
    const some = await store().write((tx) => dropSome(tx, before))
    dropped += some
    if (some < AT_ONCE) return dropped
  }
}

async function dropSome(tx: Writer, before: Date): Promise<number> {
  const chain = await lockAuditChain(tx)
  if (!chain) return 0
  requireGenuine(chain)
  const next = await listSealed(tx, chain.anchorSeq, AT_ONCE)
  const young = next.findIndex(({ log }) => !log || log.at >= before)
  const old = young < 0 ? next : next.slice(0, young)
  if (old.length === 0) return 0
  const followed = follow(old, { seq: chain.anchorSeq, mac: chain.anchorMac })
  if (followed.fault) throw tampered(`The audit log is not intact from row ${followed.fault.logId} on: it is kept.`)
  await deleteSealed(
    tx,
    old.map(({ seal }) => seal),
  )
  await moveEnds(tx, chain, { anchorSeq: followed.seq, anchorMac: followed.mac })
  return old.length
}

/** A chain begins with a row of its own: if somebody removes a chain to have a new one begun, that shows. */
async function beginChain(tx: Writer): Promise<AuditChainRow> {
  if ((await lastSealSeq(tx)) > 0) {
    // Another process may have begun it since it was looked for.
    const begun = await lockAuditChain(tx)
    if (begun) return begun
    throw tampered('The audit log has seals, but the record of their end is gone.')
  }
  const now = new Date()
  const ends = { headSeq: 0, headMac: '', headAt: new Date(0), anchorSeq: 0, anchorMac: '', sealedAt: now }
  if (await insertAuditChain(tx, { ...ends, mac: chainMac(ends) })) {
    await appendAudit(tx, systemActor, {
      action: 'audit-log.begin',
      target: { type: 'audit-log', id: '1', name: 'Audit Logs' },
    })
  }
  const chain = await lockAuditChain(tx)
  if (!chain) throw new Error('The chain of the audit log could not be begun.')
  return chain
}

async function moveEnds(tx: Writer, chain: AuditChainRow, ends: Partial<AuditChainRow>): Promise<void> {
  const moved = { ...chain, ...ends }
  await updateAuditChain(tx, { ...ends, mac: chainMac(moved) })
}

/** Never builds on ends that are not ours: a new code over them would make them look genuine. */
function requireGenuine(chain: AuditChainRow): void {
  if (isGenuine(chain)) return
  throw tampered('The end of the audit log’s chain was changed, or ROLLCALL_SECRET is not the one it was sealed with.')
}

const tampered = (message: string) =>
  new AppError('tampered', `${message} No more rows are sealed. See: npm run rollcall -- audit verify`)
