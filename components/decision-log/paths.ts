import type { Policy } from '#lib/policy/rule.ts'
import { href } from '#lib/table/href.ts'

export const decisionLogPath = '/policy/decision-log'

/** Decisions about a user. */
export const decisionsOfUserHref = (userId: string): string => href(decisionLogPath, { userId })

const pages: Readonly<Record<Policy, string>> = {
  access: '/policy/access',
  forwarding: '/policy/client-forwarding',
  timeout: '/policy/timeout',
}

/** A rule, open in its policy's table. */
export const ruleHref = (policy: Policy, id: string): string => href(pages[policy], { row: id })
