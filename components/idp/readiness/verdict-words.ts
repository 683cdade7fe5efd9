import type { Tone } from '#components/ui/tone.ts'
import type { Verdict, VerdictKind } from '#lib/services/readiness/index.ts'
import { count } from '../count.ts'

export const verdictTones: Record<VerdictKind, Tone> = {
  off: 'neutral',
  'no-data': 'info',
  syncing: 'info',
  missing: 'warn',
  'perhaps-missing': 'warn',
  unknown: 'warn',
  more: 'warn',
  ready: 'good',
}

/** The verdict in a few words: what an administrator remembers of the page. */
export function verdictTitle(verdict: Verdict): string {
  const { kind, missingUsers, missingGroups, perhapsMissingUsers, leftMeasuredS, leftByRuleS } = verdict
  switch (kind) {
    case 'off':
      return 'SCIM Sync is off'
    case 'no-data':
      return 'No data yet'
    case 'ready':
      return 'Ready'
    case 'more':
      return 'Ready, but more are here than expected'
    case 'perhaps-missing':
      return `Perhaps ${missing(perhapsMissingUsers, 0)} missing`
    case 'unknown':
      return 'Nothing to compare with yet'
    case 'syncing': {
      const left = leftMeasuredS ?? leftByRuleS
      return left === undefined ? 'Still syncing' : `Still syncing, about ${duration(left)} left`
    }
    default:
      return `${missing(missingUsers, missingGroups)} missing`
  }
}

/** What it means for policies, and what to do. */
export function verdictAdvice({ kind, missingUsers, missingGroups, perhapsMissingUsers }: Verdict): string {
  switch (kind) {
    case 'off':
      return 'Nothing is provisioned, and SCIM Attributes for Policy cannot be enabled. Enable SCIM Sync first.'
    case 'no-data':
      return 'The identity provider has sent no user and no group. Policies that ask for SCIM attributes would match nobody.'
    case 'ready':
      return 'Everybody who is expected is here. SCIM Attributes for Policy can be enabled.'
    case 'more':
      return 'Nobody is known to be missing, but the numbers are not the same: count again in the identity provider, or compare its list to see who should not be here.'
    case 'unknown':
      return 'No new people have come for fifteen minutes, but only the identity provider knows whether that is all. Enter the numbers its console shows, or compare its list.'
    case 'perhaps-missing':
      return 'As many are here as expected, but only with those who are inactive. If the number you entered does not count inactive people, others are missing in their place. Compare the list of the identity provider to know who is missing, or enter the number of active people.'
    case 'syncing':
      return missingUsers + missingGroups > 0
        ? `${missing(missingUsers, missingGroups)} still to come. Policies would not recognise them, and block them: wait until they are here.`
        : perhapsMissingUsers > 0
          ? `${missing(perhapsMissingUsers, 0)} perhaps still to come: as many as expected are here, but only with those who are inactive. Wait until nobody new comes.`
          : 'New people are coming in. Enter the numbers that the identity provider’s console shows to know when all are here.'
    default:
      return 'No new ones have come for fifteen minutes. Look for errors in SCIM Sync Logs and in the identity provider, and whether they are assigned there; Entra ID sends the rest with its next cycle, every 40 minutes. Policies would not recognise them, and block them.'
  }
}

const missing = (users: number, groups: number): string => {
  const people = `${users.toLocaleString('en')} ${users === 1 ? 'person' : 'people'}`
  const all = [...(users > 0 ? [people] : []), ...(groups > 0 ? [count(groups, 'group')] : [])].join(' and ')
  return `${all} ${users + groups === 1 ? 'is' : 'are'}`
}

/** `about` so long: seconds below a minute and a half, then minutes, hours, days. */
export function duration(seconds: number): string {
  if (seconds < 90) return count(Math.max(1, Math.round(seconds)), 'second')
  if (seconds < 5_400) return count(Math.round(seconds / 60), 'minute')
  if (seconds < 36 * 3_600) return count(Math.round(seconds / 3_600), 'hour')
  return count(Math.round(seconds / 86_400), 'day')
}
