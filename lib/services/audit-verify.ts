import { store } from '#db/index.ts'
import {
  countUnsealed,
  findAuditChain,
  findUnsealedBefore,
  lastSealSeq,
  listSealed,
  type AuditChainRow,
} from '#db/queries/audit-chain.ts'
import type { Reader } from '#db/store.ts'
import { stragglersFrom } from './audit-chain.ts'
import { follow, isGenuine, type Fault } from './audit-seal.ts'

const AT_ONCE = 1_000

export type AuditVerdict = {
  /** `empty`: nothing has been sealed yet. */
  state: 'intact' | 'broken' | 'empty'
  /** Rows whose links were found right, up to the first fault. */
  checked: number
  /** Rows that wait to be sealed. */
  unsealed: number
  /** When a row was last sealed, ISO 8601. */
  sealedAt?: string
  /** `number:code` of the last link. Kept elsewhere, it shows later that the whole database was put back. */
  head?: string
  /** The first bad row's id, where there is one. */
  logId?: string
  /** What is wrong, in a sentence. */
  problem?: string
}

/**
 * Checks every link of the audit log, in batches, while the server runs or not.
 * @param expected a `head` noted earlier: the chain must still contain it.
 */
export async function verifyAudit(expected?: string): Promise<AuditVerdict> {
  const q = store().report
  for (;;) {
    const chain = await findAuditChain(q)
    const verdict = await verifyChain(q, chain, expected)
    // Rows that pass their retention meanwhile are gone by right: look again from the new beginning.
    if (verdict.state !== 'broken' || (await findAuditChain(q))?.anchorSeq === chain?.anchorSeq) return verdict
  }
}

/** How far the log is sealed, without checking it. */
export async function readAuditState(q: Reader): Promise<{ sealedUpTo: string | undefined; sealed: number }> {
  const chain = await findAuditChain(q)
  if (!chain || chain.headSeq === 0) return { sealedUpTo: undefined, sealed: 0 }
  return { sealedUpTo: chain.headAt.toISOString(), sealed: chain.headSeq - chain.anchorSeq }
}

async function verifyChain(q: Reader, chain: AuditChainRow | undefined, expected?: string): Promise<AuditVerdict> {
  const unsealed = await countUnsealed(q, stragglersFrom(chain))
  const last = await lastSealSeq(q)
  const state = { checked: 0, unsealed }
  const broken = (problem: string, more: Partial<AuditVerdict> = {}): AuditVerdict => ({
    ...state,
    state: 'broken',
    problem,
    ...more,
  })
  if (!chain) {
    if (last > 0) return broken('Links are there, but the record of where they end is gone.')
    return expected === undefined ? { ...state, state: 'empty' } : broken('The chain that was expected is gone.')
  }
  if (!isGenuine(chain)) {
    return broken(
      'The record of where the chain begins and ends was changed, or ROLLCALL_SECRET is not the one it was sealed with.',
    )
  }
  let at = { seq: chain.anchorSeq, mac: chain.anchorMac }
  let hasMet = expected === undefined || headOf(at) === expected
  while (at.seq < chain.headSeq) {
    const links = (await listSealed(q, at.seq, AT_ONCE)).filter(({ seal }) => seal.seq <= chain.headSeq)
    hasMet ||= links.some(({ seal }) => headOf(seal) === expected)
    const followed: ReturnType<typeof follow> =
      links.length > 0 ? follow(links, at) : { fault: { seq: at.seq + 1, logId: undefined, problem: 'link-missing' } }
    if (followed.fault) {
      const { fault } = followed
      return broken(words(fault), {
        checked: fault.seq - 1 - chain.anchorSeq,
        ...(fault.logId === undefined ? {} : { logId: fault.logId }),
      })
    }
    at = followed
  }
  state.checked = chain.headSeq - chain.anchorSeq
  if (at.mac !== chain.headMac) return broken('The last link is not the one that was recorded as the last.')
  // Links that were added meanwhile have moved the end, too.
  if (last > Math.max(chain.headSeq, (await findAuditChain(q))?.headSeq ?? 0))
    return broken('There are links after the last one.')
  const stray = await findUnsealedBefore(q, stragglersFrom(chain))
  if (stray) return broken(`Row ${stray.id} was put among rows that are sealed.`, { logId: stray.id })
  if (!hasMet) return broken('The head that was noted earlier is not part of this chain: an older copy was put back.')
  return { ...state, state: 'intact', sealedAt: chain.sealedAt.toISOString(), head: headOf(at) }
}

const headOf = ({ seq, mac }: { seq: number; mac: string }) => `${seq}:${mac.slice(0, 32)}`

function words({ seq, logId, problem }: Fault): string {
  if (problem === 'row-missing') return `Row ${logId} (number ${seq}) was removed.`
  if (problem === 'link-missing') return `Number ${seq} was removed, with its link.`
  return `Row ${logId} (number ${seq}) was changed or moved after it was sealed.`
}
