import {
  countDeprovisioned,
  countStatuses,
  findLastTraffic,
  listActiveHours,
  listSecretUses,
  listWatchedCertificates,
  listWatchedIdps,
  type WatchedIdp,
} from '#db/queries/alert-signs.ts'
import { countLosses } from '#db/queries/access-losses.ts'
import { countHeldByIdp } from '#db/queries/held-deprovisionings.ts'
import { type LiveToken, listLastUses, listLiveTokens } from '#db/queries/idp-tokens.ts'
import { getTotals } from '#db/queries/totals.ts'
import type { Reader } from '#db/store.ts'
import { minuteAt, mostLosses, WINDOW_MINUTES } from '../scim/guard.ts'
import { BURST_MINUTES, burstOf } from './errors.ts'
import { certificateSigns, tokenSigns } from './expiry.ts'
import { DAY_MS, HOUR_MS, keyOf, people, type Sign } from './sign.ts'
import { longestUsualSilence, PAST_DAYS } from './silence.ts'

/** Everything that is worth an alert now. `open`: keys of the alerts that there are. Ask `store().report`. */
export async function observe(q: Reader, open: ReadonlySet<string>, now: Date): Promise<Sign[]> {
  const [idps, certificates, tokens, uses, held] = await Promise.all([
    listWatchedIdps(q),
    listWatchedCertificates(q),
    listLiveTokens(q).then((all) => withExchanges(q, all)),
    listLastUses(q),
    countHeldByIdp(q),
  ])
  const signs: Sign[] = []
  for (const idp of idps) {
    signs.push(...certificateSigns(idp, of(idp, certificates), now))
    if (!idp.scimSync) continue
    signs.push(...tokenSigns(idp, of(idp, tokens), now))
    const found = [
      await quietSign(q, idp, uses.get(idp.id), now),
      await burstSign(q, idp, open, now),
      await deactivationSign(q, idp, held.get(idp.id), now),
    ]
    signs.push(...found.filter((sign) => sign !== undefined))
  }
  return signs
}

const of = <T extends { idpId: string }>(idp: WatchedIdp, all: readonly T[]) =>
  all.filter((one) => one.idpId === idp.id)

/** A secret is used through what it is exchanged for. */
async function withExchanges(q: Reader, tokens: LiveToken[]): Promise<LiveToken[]> {
  const secrets = tokens.filter(({ kind }) => kind === 'secret').map(({ id }) => id)
  const uses = await listSecretUses(q, secrets)
  return tokens.map((token) => ({ ...token, lastUsedAt: uses.get(token.id) ?? token.lastUsedAt }))
}

/** Longer without a request than this IdP's own past has it. `usedAt`: its last request that only read is not in the log. */
async function quietSign(q: Reader, idp: WatchedIdp, usedAt: Date | undefined, now: Date): Promise<Sign | undefined> {
  const logged = await findLastTraffic(q, idp.id)
  // Nothing was ever logged of it: there is no habit to break.
  if (!logged) return undefined
  const last = usedAt && usedAt > logged ? usedAt : logged
  const silentHours = (now.getTime() - last.getTime()) / HOUR_MS
  const from = new Date(logged.getTime() - PAST_DAYS * DAY_MS)
  const usual =
    silentHours < 1 ? undefined : longestUsualSilence(await listActiveHours(q, idp.id, { from, to: logged }))
  if (!usual || silentHours <= usual.limitHours) return undefined
  return {
    kind: 'quiet',
    idpId: idp.id,
    idpName: idp.name,
    subject: '',
    stage: 1,
    severity: 'warning',
    text: `${idp.name} has sent nothing since ${last.toISOString().slice(0, 16).replace('T', ' ')} UTC. It is seldom silent for more than ${hours(usual.usualHours)}.`,
    facts: { lastRequestAt: last.toISOString(), usualHours: usual.usualHours, limitHours: usual.limitHours },
  }
}

const hours = (count: number) => (count <= 1 ? 'an hour' : `${Math.round(count)} hours`)

async function burstSign(q: Reader, idp: WatchedIdp, open: ReadonlySet<string>, now: Date): Promise<Sign | undefined> {
  const key = { kind: 'errors' as const, idpId: idp.id, subject: '' }
  const statuses = await countStatuses(q, idp.id, new Date(now.getTime() - BURST_MINUTES * 60_000))
  const burst = burstOf(statuses, open.has(keyOf(key)))
  return (
    burst && {
      ...key,
      idpName: idp.name,
      stage: 1,
      severity: 'warning',
      text: `${burst.rejected.toLocaleString('en')} of ${burst.requests.toLocaleString('en')} requests of ${idp.name} were rejected within ${BURST_MINUTES} minutes, most of them with status ${burst.commonest}.`,
      facts: { ...burst, minutes: BURST_MINUTES },
    }
  )
}

/**
 * Held by the mass-deprovision guard; or half as many people within an hour as it would begin to hold at, whether it is on
 * for this IdP or not.
 */
async function deactivationSign(
  q: Reader,
  idp: WatchedIdp,
  held: { requests: number; people: number } | undefined,
  now: Date,
): Promise<Sign | undefined> {
  const key = { kind: 'deactivations' as const, idpId: idp.id, idpName: idp.name, subject: '' }
  if (held) {
    return {
      ...key,
      stage: 2,
      severity: 'urgent',
      text: `Requests of ${idp.name} that would take access from ${people(held.people)} are held. Allow or refuse them.`,
      facts: { heldRequests: held.requests, people: held.people },
    }
  }
  const [{ activeUsers }, losses] = await Promise.all([
    getTotals(q, idp.id),
    countLosses(q, idp.id, minuteAt(now) - WINDOW_MINUTES),
  ])
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000)
  const least = (active: number) => Math.ceil(mostLosses(idp, active) / 2)
  // Whoever was among them before makes the limit higher, never lower: what this finds is a bound.
  const departed = await countDeprovisioned(q, idp.id, since, least(activeUsers))
  const lost = Math.max(idp.guardsDeprovisioning ? losses.people : 0, departed)
  const activeBefore = activeUsers + Math.max(losses.departed, departed)
  if (lost < least(activeBefore)) return undefined
  return {
    ...key,
    stage: 1,
    severity: 'warning',
    text: `${people(lost)} of ${activeBefore.toLocaleString('en')} lost access through ${idp.name} within an hour.`,
    facts: { people: lost, activeBefore, minutes: WINDOW_MINUTES },
  }
}
