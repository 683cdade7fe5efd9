import { store } from '#db/index.ts'
import { findDefaultIdp } from '#db/queries/default-idp.ts'
import { countSessionsWithoutUser } from '#db/queries/end-user-sessions.ts'
import { findIdp } from '#db/queries/idps.ts'
import { countSignInMade, type SignInMade } from '#db/queries/sign-in-made.ts'
import { countRequests } from '#db/queries/sync-log-counts.ts'
import type { Actor } from '../actor.ts'
import { edited } from '../configuration/index.ts'
import { findRulesOfIdp, type RulesOfIdp } from '../policy/naming-rules.ts'
import { findVerdict, type Verdict } from '../readiness/index.ts'
import { requireUnchanged } from './changed.ts'
import { requiredConfirmations, startsScim, type Confirmation } from './confirmations.ts'
import type { IdpChange } from './change.ts'
import { entityIdOf } from './entity-id.ts'
import { requireExclusiveProvisioning, requirePurpose } from './rules.ts'
import { getIdpView, type IdpView } from './view.ts'

/** What a change would need confirmed, and the numbers to confirm it by. Times are ISO 8601. */
export type ChangePlan = {
  required: Confirmation[]
  facts: Pick<
    IdpView,
    | 'name'
    | 'users'
    | 'activeUsers'
    | 'groups'
    | 'lastNewUserAt'
    | 'lastRequestAt'
    | 'scimAttributesForPolicy'
    | 'isSamlConfigured'
  > & {
    /** The rules that attributes of this IdP go missing from. Only where that is asked about. */
    rules?: RulesOfIdp
    /** The name of another IdP that is the default one now. */
    defaultIdp?: string
    /** Of the users and groups, those that came with sign-ins. Only where that is asked about. */
    fromSignIns?: SignInMade
    /** Open sessions of people who are not among the IdP's users: they end when SCIM Sync is enabled. */
    sessionsWithoutUser?: number
    /** Whether all of its users and groups are here. Only where that is asked about. */
    readiness?: { idpId: string; verdict: Verdict }
    /** SCIM Sync is on once this is saved. */
    becomesScim: boolean
    /** Our entity ID once this is saved. */
    spEntityId: string
    /** What a shorter retention deletes. `isMore`: the log is too busy to count the newest of them yet. */
    oldLogs?: { days: number; count: number; isMore: boolean }
  }
}

/**
 * Looks ahead of `changeIdp`. Of the change itself it judges only whether a set-up can end and whether somebody else was
 * faster, so that nobody is asked to confirm what is refused afterwards. Throws `AppError` `not-found`, `changed`, or
 * `invalid` with the field that is missing.
 */
export async function planChange(
  id: string,
  change: Pick<IdpChange, 'settings' | 'certificates' | 'wizard' | 'version' | 'opened'>,
  actor: Actor,
  now: Date = new Date(),
): Promise<ChangePlan> {
  const q = await edited(store().report)
  const row = await findIdp(q, id)
  if (row) await requireUnchanged(q, row, change, actor)
  const view = await getIdpView(id)
  const before = {
    ...view,
    status: view.status === 'enabled' ? ('enabled' as const) : ('disabled' as const),
    certificates: view.certificates.map((each) => each.fingerprint),
  }
  const after = {
    ...before,
    ...change.settings,
    ...(change.certificates ? { certificates: change.certificates.map((each) => each.fingerprint) } : {}),
  }
  requireExclusiveProvisioning(after)
  if (change.wizard === 'finish') requirePurpose({ ...after, certificates: after.certificates.length })
  const found = await findDefaultIdp(q)
  const other = found && found.id !== id ? found : undefined
  const ending = startsScim(before, after) ? await countSessionsWithoutUser(q, id, now) : 0
  const required = requiredConfirmations(before, after, other !== undefined, ending)
  return {
    required,
    facts: {
      ...factsOf(view),
      becomesScim: after.scimSync,
      ...(ending > 0 ? { sessionsWithoutUser: ending } : {}),
      spEntityId: entityIdOf(id, view.organisationId, after.hasOrgEntityId),
      ...(required.some((each) => asksForSources.includes(each)) ? { fromSignIns: await countSignInMade(q, id) } : {}),
      ...(required.some((each) => asksForRules.includes(each)) ? { rules: await findRulesOfIdp(q, id) } : {}),
      ...(other ? { defaultIdp: other.name } : {}),
      ...(required.includes('policy-on') ? await readinessOf(id, after.scimSync, now) : {}),
      ...(required.includes('logs-shortened')
        ? { oldLogs: await countOldLogs(id, before.logRetentionDays, after.logRetentionDays, now) }
        : {}),
    },
  }
}

/** As it is once SCIM Sync is as this change has it. */
async function readinessOf(
  idpId: string,
  isSyncOn: boolean,
  now: Date,
): Promise<Pick<ChangePlan['facts'], 'readiness'>> {
  const verdict = await findVerdict(idpId, isSyncOn, now)
  return verdict ? { readiness: { idpId, verdict } } : {}
}

const asksForSources: readonly Confirmation[] = ['saml-provisioning-on', 'saml-provisioning-off']
const asksForRules: readonly Confirmation[] = ['scim-off', 'policy-off', 'saml-policy-off']

const dayMs = 86_400_000

/** The entries that a shorter time deletes. Roll-ups outlive the log, so counting begins where the log does. */
async function countOldLogs(idpId: string, before: number, days: number, now: Date) {
  const { buckets, isPartial } = await countRequests(store().report, {
    idpId,
    range: { from: new Date(now.getTime() - before * dayMs), to: new Date(now.getTime() - days * dayMs - 1) },
    facets: {},
    stepMinutes: 366 * 1_440,
    by: 'outcome',
  })
  return { days, count: buckets.reduce((sum, bucket) => sum + bucket.count, 0), isMore: isPartial }
}

const factsOf = (view: IdpView): Omit<ChangePlan['facts'], 'becomesScim' | 'spEntityId'> => ({
  name: view.name,
  users: view.users,
  activeUsers: view.activeUsers,
  groups: view.groups,
  scimAttributesForPolicy: view.scimAttributesForPolicy,
  isSamlConfigured: view.isSamlConfigured,
  ...(view.lastNewUserAt === undefined ? {} : { lastNewUserAt: view.lastNewUserAt }),
  ...(view.lastRequestAt === undefined ? {} : { lastRequestAt: view.lastRequestAt }),
})
