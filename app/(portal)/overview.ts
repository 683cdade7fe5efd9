import type { RequestBucket } from '#components/charts/request-buckets.ts'
import { isRejected, type DanglingRules, type IdpHealthView } from '#components/overview/attention.ts'
import { listLiveTokens } from '#db/queries/idp-tokens.ts'
import { countHeldByIdp } from '#db/queries/held-deprovisionings.ts'
import { countAbsentSince } from '#db/queries/list-not-provisioned.ts'
import { type IdpHealth, listIdpHealth } from '#db/queries/list-totals.ts'
import { type CountedBucket, countRequests } from '#db/queries/sync-log-counts.ts'
import { unknownIdpId } from '#db/queries/sync-log-ids.ts'
import type { Reader } from '#db/store.ts'
import { isPostponed } from '#lib/scim/errors.ts'
import { type AlertView, readOpenAlerts } from '#lib/services/alerts/index.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { type Connecting, listConnecting } from '#lib/services/connect/index.ts'
import { isUndecided } from '#lib/services/idps/index.ts'
import { countDanglingRules } from '#lib/services/policy/naming-rules.ts'
import { stepFor } from '#lib/table/time-buckets.ts'
import { fillBuckets } from './authentication/scim/sync-logs/chart.ts'

export type Overview = {
  idps: IdpHealthView[]
  alerts: AlertView[]
  dangling: DanglingRules
  activity: { buckets: RequestBucket[]; isPartial: boolean }
}

const DAY_MS = 86_400_000
const ACTIVITY_DAYS = 14
/** Who has not tried for a week has found another way, or left. */
const REFUSED_DAYS = 7

/** The health of every IdP, and what all of them sent in the last fortnight, known IdP or not. */
export async function readOverview(q: Reader, now: Date): Promise<Overview> {
  const [health, tokens, refused, held, connecting, alerts, dangling] = await Promise.all([
    listIdpHealth(q),
    listLiveTokens(q),
    countAbsentSince(q, new Date(now.getTime() - REFUSED_DAYS * DAY_MS)),
    countHeldByIdp(q),
    listConnecting(q, now),
    readOpenAlerts(q, now),
    // As administrators edit them: what a draft mends is not told again.
    edited(q).then(countDanglingRules),
  ])
  const from = new Date(now.getTime() - ACTIVITY_DAYS * DAY_MS)
  const stepMinutes = stepFor(from, now)
  const count = (idpId: string, since: Date, step: number, by: 'outcome' | 'status') =>
    countRequests(q, { idpId, range: { from: since, to: undefined }, facets: {}, stepMinutes: step, by })
  const [activity, idps] = await Promise.all([
    Promise.all([...health.map(({ id }) => id), unknownIdpId].map((id) => count(id, from, stepMinutes, 'outcome'))),
    Promise.all(
      health.map(async (idp) => {
        const { buckets } = await count(idp.id, startOfDay(now), 60, 'status')
        return view(
          idp,
          shareOf(buckets),
          refused.get(idp.id) ?? 0,
          held.get(idp.id),
          connecting.get(idp.id),
          tokens.filter(({ idpId }) => idpId === idp.id),
        )
      }),
    ),
  ])
  const buckets = activity.flatMap((each) => each.buckets)
  return {
    idps,
    alerts,
    dangling,
    activity: {
      buckets: fillBuckets(from, now, stepMinutes, buckets),
      isPartial: activity.some((each) => each.isPartial),
    },
  }
}

const startOfDay = (now: Date): Date => new Date(now.getTime() - (now.getTime() % DAY_MS))

const shareOf = (buckets: readonly CountedBucket[]): IdpHealthView['today'] => {
  const sum = (isCounted: (status: number) => boolean) =>
    buckets.reduce((all, { value, count }) => all + (isCounted(Number(value)) ? count : 0), 0)
  return { requests: sum(() => true), rejected: sum(isRejected), postponed: sum(isPostponed) }
}

const view = (
  { totals, lastRequest, certificateEnds, pendingMetadata, metadataProblem, ...idp }: IdpHealth,
  today: IdpHealthView['today'],
  notProvisioned: number,
  held: IdpHealthView['held'] | undefined,
  connecting: Connecting | undefined,
  tokens: readonly { expiresAt: Date | null }[],
): IdpHealthView => ({
  ...idp,
  ...totals,
  today,
  notProvisioned,
  held: held ?? { requests: 0, people: 0 },
  connecting,
  lastRequest: lastRequest && { at: lastRequest.at.toISOString(), status: lastRequest.status },
  certificateEnds: certificateEnds?.toISOString(),
  metadata: isUndecided(pendingMetadata) ? 'changed' : metadataProblem === null ? undefined : 'unreadable',
  tokens: tokens.length,
  tokensEnd: lastOf(tokens)?.toISOString(),
})

/** When the last of them expires; undefined when one never does, or there is none. */
const lastOf = (tokens: readonly { expiresAt: Date | null }[]): Date | undefined => {
  const ends = tokens.flatMap(({ expiresAt }) => expiresAt ?? [])
  return ends.length < tokens.length ? undefined : ends.toSorted((a, b) => b.getTime() - a.getTime())[0]
}
