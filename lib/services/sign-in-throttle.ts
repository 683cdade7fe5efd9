import ipaddr from 'ipaddr.js'
import { listSignInAttempts } from '#db/queries/sessions.ts'
import type { Reader } from '#db/store.ts'

const minute = 60_000
const day = 24 * 60 * minute

/**
 * How many refused attempts, within how long. Guessing is bounded three ways:
 * - `pair`: one account from one address. A person who mistypes waits minutes, and a success clears it.
 * - `address`: any accounts from one address, against one password tried on many accounts.
 * - `account`: one account from all addresses together, against guessing from many. Addresses that signed in to this
 *   account during the last `familiarMs` are exempt, so that strangers cannot lock an owner out of where they work.
 */
export const signInLimits = {
  pair: { refused: 5, withinMs: 15 * minute },
  address: { refused: 20, withinMs: 15 * minute },
  account: { refused: 50, withinMs: 60 * minute },
  familiarMs: 30 * day,
} as const

/**
 * When this account may next be tried from this address, or undefined when it may now.
 * @param except the id of the attempt being judged, already recorded: of many at once, each counts the others.
 */
export async function throttledUntil(
  q: Reader,
  attempt: { emailKey: string; address: string; now: Date; except?: string },
): Promise<Date | undefined> {
  const { emailKey, address, now, except } = attempt
  const since = (ms: number) => new Date(now.getTime() - ms)
  const { pair, account, familiarMs } = signInLimits

  const own = await listSignInAttempts(q, { emailKey, address, since: since(pair.withinMs), except, limit: 100 })
  const lastSuccess = own.findIndex((row) => row.outcome === 'signed-in')
  const ownRefused = (lastSuccess < 0 ? own : own.slice(0, lastSuccess)).filter((row) => row.outcome === 'refused')

  const refusedOf = async (which: { emailKey: string } | { address: string }, limit: Limit) =>
    listSignInAttempts(q, {
      ...which,
      outcome: 'refused',
      since: since(limit.withinMs),
      except,
      limit: limit.refused,
    })
  const isFamiliar = async () => {
    const outcome = 'signed-in' as const
    const found = await listSignInAttempts(q, { emailKey, address, outcome, since: since(familiarMs), limit: 1 })
    return found.length > 0
  }

  const ends = [
    endOf(ownRefused, pair),
    endOf(await refusedOf({ address }, signInLimits.address), signInLimits.address),
    endOf(await refusedOf({ emailKey }, account), account),
  ]
  if (ends[2] && (await isFamiliar())) ends[2] = undefined
  return ends.reduce((latest, end) => (end && (!latest || end > latest) ? end : latest), undefined)
}

type Limit = { readonly refused: number; readonly withinMs: number }

/** The newest `limit.refused` attempts, if there are as many, keep the door shut until the oldest of them has aged. */
function endOf(newestFirst: readonly { at: Date }[], limit: Limit): Date | undefined {
  const oldest = newestFirst[limit.refused - 1]
  return oldest && new Date(oldest.at.getTime() + limit.withinMs)
}

/**
 * What counts as one address: of IPv6 the /64 network, since its holder has all of it; of IPv4 in IPv6 clothing the
 * IPv4 address.
 */
export function throttleAddress(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString()}/64`
}
