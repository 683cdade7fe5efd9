/** What is known of an IdP's first sync; times are instants. */
export type SyncFacts = {
  now: Date
  isSyncOn: boolean
  /** Here now. */
  users: number
  groups: number
  /** Of the users: whoever left is kept here and inactive, and is in the IdP's numbers no more. */
  activeUsers: number
  /**
   * As somebody said; null: of these nobody did. Users of a list are known one by one; of a number that somebody entered
   * nobody knows whether it counts inactive people.
   */
  expected: { users: number | null; groups: number | null; source: 'entered' | 'file' } | undefined
  /** The newest list that was compared: people of it who were not here, and how many users there were then. */
  compared: { missing: number; users: number } | undefined
  /** When the last new user or group came. */
  lastNewAt: Date | undefined
  /** Users who came within the last minutes (`WINDOW_MS`), and when the first of them did. */
  newUsers: number
  newSince: Date | undefined
  /** Requests a second that the IdP may send; null: as many as it likes. */
  requestsPerSecond: number | null
}

/**
 * `unknown`: nothing to compare with. `missing`: quiet, and not everybody is here. `perhaps-missing`: as many are here as
 * expected, but only with those who are inactive: whoever left may stand in for somebody who has not come. `more`: more are
 * here than there should be, and nobody is known to be missing.
 */
export type VerdictKind = 'off' | 'no-data' | 'syncing' | 'missing' | 'perhaps-missing' | 'unknown' | 'more' | 'ready'

export type Verdict = {
  kind: VerdictKind
  missingUsers: number
  missingGroups: number
  /** More than `missingUsers` if the number that was entered counts active people only. */
  perhapsMissingUsers: number
  /** New people or groups came within the last minutes. */
  isSyncing: boolean
  /** Seconds that the rest takes, by the rule and as measured; undefined where that cannot be told. */
  leftByRuleS: number | undefined
  leftMeasuredS: number | undefined
}

/** Nobody new for so long: the sync is quiet. Users who came within it are what the rate is measured by. */
export const WINDOW_MS = 15 * 60_000
/** The rate that the rule counts with where an IdP has no limit of its own, in requests a second. */
export const USUAL_RATE = 5

/**
 * How long a sync of so many users takes, in seconds: their number by the requests a second, and 4 % of their number on
 * top for drops and errors.
 */
export const secondsByRule = (users: number, requestsPerSecond: number | null): number =>
  Math.ceil(users / (requestsPerSecond ?? USUAL_RATE) + users * 0.04)

/** How many of a compared list are not here: whoever came since may be one of those who were missing. */
export const stillMissing = (compared: SyncFacts['compared'], users: number): number =>
  compared ? Math.max(0, compared.missing - Math.max(0, users - compared.users)) : 0

/** Whether policies can rely on the users and groups of an IdP. Says `ready` only by numbers or a list, never by time. */
export function judge(facts: SyncFacts): Verdict {
  const { now, users, activeUsers, groups, expected, compared, lastNewAt } = facts
  const isSyncing = lastNewAt !== undefined && now.getTime() - lastNewAt.getTime() < WINDOW_MS
  const missingUsers = Math.max(stillMissing(compared, users), (expected?.users ?? 0) - users, 0)
  const missingGroups = Math.max((expected?.groups ?? 0) - groups, 0)
  const withoutInactive = expected?.source === 'entered' ? (expected.users ?? 0) - activeUsers : 0
  const perhapsMissingUsers = Math.max(withoutInactive - missingUsers, 0)
  const isMissing = missingUsers + missingGroups > 0
  return {
    kind: kindOf(facts, { isSyncing, isMissing, isPerhapsMissing: perhapsMissingUsers > 0 }),
    missingUsers,
    missingGroups,
    perhapsMissingUsers,
    isSyncing,
    leftByRuleS: missingUsers > 0 ? secondsByRule(missingUsers, facts.requestsPerSecond) : undefined,
    leftMeasuredS: missingUsers > 0 && isSyncing ? measured(missingUsers, facts) : undefined,
  }
}

function kindOf(
  facts: SyncFacts,
  is: { isSyncing: boolean; isMissing: boolean; isPerhapsMissing: boolean },
): VerdictKind {
  const { isSyncOn, users, activeUsers, groups, expected, compared } = facts
  if (!isSyncOn) return 'off'
  if (users + groups === 0) return 'no-data'
  if (is.isMissing) return is.isSyncing ? 'syncing' : 'missing'
  if (is.isPerhapsMissing) return is.isSyncing ? 'syncing' : 'perhaps-missing'
  if (expected?.users === undefined || expected.users === null) {
    if (compared) return 'ready'
    return is.isSyncing ? 'syncing' : 'unknown'
  }
  const isMore = users > expected.users && activeUsers !== expected.users
  return isMore || (expected.groups !== null && groups > expected.groups) ? 'more' : 'ready'
}

/** At the rate of the last minutes. A handful of users tells no rate. */
function measured(left: number, { now, newUsers, newSince }: SyncFacts): number | undefined {
  if (newUsers < 2 || !newSince) return undefined
  const seconds = Math.max(1, (now.getTime() - newSince.getTime()) / 1000)
  return Math.ceil((left / newUsers) * seconds)
}
