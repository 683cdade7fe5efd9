import type { Decision } from '#lib/policy/decide.ts'
import type { Explanation } from '#lib/policy/explain.ts'
import type { ClientType, Outcome, Platform, Policy } from '#lib/policy/rule.ts'
import type { LoggedAction, LoggedReason } from '#lib/table/decision-log.ts'

type Named = { readonly id: string; readonly name: string }

/** A decision that was made, as the decision log takes it. */
export type MadeDecision = {
  readonly at: Date
  readonly policy: Policy
  readonly action: LoggedAction
  readonly reason: LoggedReason
  readonly rule: Named | undefined
  readonly application: Named | undefined
  /** Undefined: nobody had signed in. `userId`: of the users table, where SCIM has brought them. */
  readonly person:
    { readonly idpId: string; readonly userId: string | undefined; readonly userName: string } | undefined
  /** Host, or host and port, as asked for; empty where the application was named. */
  readonly host: string
  readonly address: string | undefined
  readonly clientType: ClientType | undefined
  readonly platform: Platform | undefined
  readonly countryCode: string | undefined
  /** Who asked: the host of the reverse proxy, or the name of the API key. */
  readonly source: { readonly kind: 'forward-auth' | 'api'; readonly name: string }
  /** Asked for later and at most once, and not where too many decisions come at once. */
  readonly explain?: () => Explanation
}

/** A decision of lib/policy in the words of the log. */
export const loggedDecision = ({
  outcome,
  reason,
  rule,
  application,
}: Decision): Pick<MadeDecision, 'policy' | 'action' | 'reason' | 'rule' | 'application'> => ({
  policy: outcome.policy,
  action: actionOf(outcome),
  reason,
  rule,
  application,
})

const actionOf = (outcome: Outcome): LoggedAction => (outcome.policy === 'timeout' ? 'timeouts' : outcome.action)

/** Kept whatever the settings say: somebody did not get where they wanted to. */
export const isAlwaysKept = ({ action }: Pick<MadeDecision, 'action'>): boolean =>
  action === 'block' || action === 'sign-in'
