import { store } from '#db/index.ts'
import { findIdp, findNewestUserAt } from '#db/queries/idps.ts'
import { getTotals, type Totals } from '#db/queries/totals.ts'
import { countNewUsers, findMoments } from '#db/queries/walk-users.ts'
import type { Reader } from '#db/store.ts'
import { findLastComparisons, viewComparison, type ComparisonView } from './comparisons.ts'
import { findExpectedNumbers } from './expected.ts'
import { judge, secondsByRule, USUAL_RATE, WINDOW_MS, type Verdict } from './verdict.ts'

/** What an administrator has to know before policies use what SCIM brings. Times are ISO 8601. */
export type ReadinessView = {
  idpId: string
  name: string
  scimSync: boolean
  scimAttributesForPolicy: boolean
  totals: Totals
  expected?: { users: number | null; groups: number | null; source: 'entered' | 'file'; at: string; by: string }
  verdict: Verdict
  /** Users within the last fifteen minutes. */
  newUsers: number
  firstUserAt?: string
  lastNewAt?: string
  /** Requests a second of the rule, and whether the IdP is held to it. */
  rate: { perSecond: number; isLimit: boolean }
  /** What the whole sync takes by the rule, of those expected, or else of those here; in seconds. */
  wholeByRuleS: number
  /** The list that was compared last, however far that came. */
  comparison?: ComparisonView
  loadedAt: string
}

/** Undefined when there is no such IdP, or when it signs in administrators: those are not provisioned. */
export async function readReadiness(
  idpId: string,
  now: Date = new Date(),
  isSyncOn?: boolean,
): Promise<ReadinessView | undefined> {
  const q = store().report
  const idp = await findIdp(q, idpId)
  if (!idp || idp.singleSignOn === 'admin') return undefined
  const [totals, expected, { last, done }, moments] = await Promise.all([
    getTotals(q, idpId),
    findExpectedNumbers(q, idpId),
    findLastComparisons(idpId),
    momentsOf(q, idpId, now),
  ])
  const verdict = judge({
    now,
    isSyncOn: isSyncOn ?? idp.scimSync,
    ...totals,
    expected,
    compared: done && { missing: done.missing, users: done.users },
    lastNewAt: moments.lastNewAt,
    newUsers: moments.newUsers,
    newSince: moments.firstUserSince,
    requestsPerSecond: idp.requestsPerSecond,
  })
  return {
    idpId,
    name: idp.name,
    scimSync: idp.scimSync,
    scimAttributesForPolicy: idp.scimAttributesForPolicy,
    totals,
    ...(expected ? { expected: { ...expected, at: expected.at.toISOString() } } : {}),
    verdict,
    newUsers: moments.newUsers,
    ...(moments.firstUserAt ? { firstUserAt: moments.firstUserAt.toISOString() } : {}),
    ...(moments.lastNewAt ? { lastNewAt: moments.lastNewAt.toISOString() } : {}),
    rate: { perSecond: idp.requestsPerSecond ?? USUAL_RATE, isLimit: idp.requestsPerSecond !== null },
    wholeByRuleS: secondsByRule(expected?.users ?? totals.users, idp.requestsPerSecond),
    ...(last ? { comparison: viewComparison(last, now) } : {}),
    loadedAt: now.toISOString(),
  }
}

/** A few looks at the ends of indexes: ids tell when somebody came. */
async function momentsOf(q: Reader, idpId: string, now: Date) {
  const since = new Date(now.getTime() - WINDOW_MS)
  const [newUsers, lastUserAt, moments] = await Promise.all([
    countNewUsers(q, idpId, since),
    findNewestUserAt(q, idpId),
    findMoments(q, idpId, since),
  ])
  const lastNewAt = [lastUserAt, moments.lastGroupAt]
    .filter((at) => at !== undefined)
    .sort((a, b) => b.getTime() - a.getTime())[0]
  return { ...moments, newUsers, lastNewAt }
}

/** The verdict alone, with SCIM Sync as it would be: for wherever SCIM Attributes for Policy is switched. */
export const findVerdict = async (idpId: string, isSyncOn: boolean, now?: Date): Promise<Verdict | undefined> =>
  (await readReadiness(idpId, now, isSyncOn))?.verdict
