import type { Brief } from '#lib/policy/brief.ts'
import type { LoggedAction, LoggedReason } from '#lib/table/decision-log.ts'

/** A decision as the table takes it. Times are ISO 8601. */
export type DecisionView = {
  readonly id: string
  readonly at: string
  readonly lastAt: string
  readonly count: number
  readonly share: number
  readonly policy: 'access' | 'forwarding' | 'timeout'
  /** Of lib/table/decision-log.ts, or of another version of Rollcall. */
  readonly action: LoggedAction
  readonly reason: LoggedReason
  readonly rule: { readonly id: string; readonly name: string } | null
  /** Null: nobody had signed in. */
  readonly idp: { readonly id: string; readonly name: string } | null
  readonly userId: string | null
  readonly userName: string
  readonly application: { readonly id: string; readonly name: string } | null
  readonly host: string
  readonly address: string
  readonly clientType: string | null
  readonly platform: string | null
  readonly countryCode: string | null
  readonly source: 'forward-auth' | 'api'
  readonly sourceName: string
}

/** A decision whole; null: it was not explained. */
export type DecisionDetailView = DecisionView & { readonly explanation: Brief | null }
