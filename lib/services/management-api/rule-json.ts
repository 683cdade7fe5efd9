import { z } from 'zod'
import type { PolicyRuleRow } from '#db/queries/policy-rules.ts'
import type { PolicySet } from '#lib/policy/policy-set.ts'
import type { Outcome, Policy } from '#lib/policy/rule.ts'
import type { RuleEntry } from '../policy/index.ts'
import { ruleOf } from '../policy/stored.ts'
import { fault } from './problem.ts'
import { conditionsIn, showConditions } from './rule-conditions.ts'
import { conditionJson } from './rule-operands.ts'
import { digit, epochSeconds, epochTime, toDigit } from './times.ts'

/** What the API calls the fields of a rule's form. */
export const ruleFields: Readonly<Record<string, string>> = {
  message: 'customMsg',
  authenticationSeconds: 'reauthTimeout',
  idleSeconds: 'reauthIdleTimeout',
  position: 'ruleOrder',
  applications: 'conditions',
  identity: 'conditions',
  locations: 'conditions',
  'trusted-networks': 'conditions',
  'client-types': 'conditions',
  platforms: 'conditions',
  'country-codes': 'conditions',
}

const policyTypes = { access: '1', timeout: '2', forwarding: '4' } as const

const actions = {
  allow: 'ALLOW',
  block: 'DENY',
  bypass: 'BYPASS',
  'forward-allowed': 'INTERCEPT_ACCESSIBLE',
  forward: 'INTERCEPT',
} as const
export const actionNames = ['ALLOW', 'DENY', 'BYPASS', 'INTERCEPT_ACCESSIBLE', 'INTERCEPT', 'RE_AUTH'] as const

const seconds = z.string().regex(/^(-1|\d{1,9})$/)
const idpOperator = z
  .enum(['AND', 'OR'])
  .describe(
    'How conditions of different IdPs are joined: AND unless given. Different kinds of criteria are joined by AND.',
  )

export const ruleBody = z
  .strictObject({
    name: z.string().max(1_000),
    description: z.string().max(10_000).default(''),
    action: z.enum(actionNames),
    operator: z.literal('AND').default('AND'),
    customMsg: z.string().max(10_000).default('').describe('Message to the user.'),
    disabled: digit.default('0'),
    reauthTimeout: seconds.optional().describe('Of a timeout rule, in seconds; -1 is Never.'),
    reauthIdleTimeout: seconds.optional().describe('Of a timeout rule, in seconds; -1 is Default.'),
    idpOperator: idpOperator.optional(),
    conditions: z.array(conditionJson).max(100).default([]),
  })
  .meta({ id: 'PolicyRuleInput' })

export const ruleJson = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    action: z.enum(actionNames),
    operator: z.literal('AND'),
    ruleOrder: z.string(),
    policySetId: z.string(),
    policyType: z.enum(['1', '2', '4']).describe('1 access, 2 timeout, 4 client forwarding.'),
    customMsg: z.string(),
    disabled: digit,
    defaultRule: z.boolean(),
    reauthTimeout: seconds.optional(),
    reauthIdleTimeout: seconds.optional(),
    idpOperator: idpOperator.optional(),
    conditions: z.array(conditionJson),
    creationTime: epochTime,
    modifiedTime: epochTime,
  })
  .meta({ id: 'PolicyRule' })

/** What a Default Rule does: it has no criteria, is always enabled, and keeps its name. */
export const defaultRuleBody = ruleBody
  .pick({ description: true, action: true, customMsg: true, reauthTimeout: true, reauthIdleTimeout: true })
  .meta({ id: 'DefaultRuleInput' })

export const defaultRuleJson = ruleJson
  .pick({
    policySetId: true,
    description: true,
    action: true,
    customMsg: true,
    reauthTimeout: true,
    reauthIdleTimeout: true,
  })
  .meta({ id: 'DefaultRule' })

/** A stored rule. `surroundings` have what it names. */
export function showRule(row: PolicyRuleRow, surroundings: Omit<PolicySet, 'rules'>): z.output<typeof ruleJson> {
  const { outcome, criteria } = ruleOf(row)
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    operator: 'AND',
    ruleOrder: String(row.position),
    policySetId: row.policy,
    policyType: policyTypes[row.policy],
    disabled: toDigit(!row.isEnabled),
    defaultRule: row.isDefault,
    ...showOutcome(outcome),
    ...showConditions(criteria, surroundings),
    creationTime: epochSeconds(row.createdAt),
    modifiedTime: epochSeconds(row.updatedAt),
  }
}

export function showOutcome(outcome: Outcome) {
  if (outcome.policy !== 'timeout') {
    return { action: actions[outcome.action], customMsg: outcome.policy === 'access' ? outcome.message : '' }
  }
  return {
    action: 'RE_AUTH' as const,
    customMsg: outcome.message,
    reauthTimeout: String(outcome.authenticationSeconds ?? -1),
    reauthIdleTimeout: String(outcome.idleSeconds ?? -1),
  }
}

/** What a body says, as the rule's form would. Throws 400 where the policy has no such action or field. */
export function ruleEntryIn(policy: Policy, body: z.output<typeof ruleBody>): RuleEntry {
  return {
    name: body.name,
    description: body.description,
    isEnabled: body.disabled === '0',
    outcome: outcomeIn(policy, body),
    criteria: conditionsIn(body.conditions, body.idpOperator),
  }
}

/** What a body says is done. Throws 400 where the policy has no such action or field. */
export function outcomeIn(policy: Policy, body: z.output<typeof defaultRuleBody>): Outcome {
  const { action, customMsg: message, reauthTimeout, reauthIdleTimeout } = body
  const wrong = (field: string, reason: string) => fault(400, 'invalid.parameter', `Field ${field}: ${reason}`, [field])
  if (policy === 'timeout') {
    if (action !== 'RE_AUTH') throw wrong('action', 'a timeout rule has RE_AUTH.')
    if (reauthTimeout === undefined) throw wrong('reauthTimeout', 'send seconds, or -1 for Never.')
    const read = (text = '-1') => (text === '-1' ? null : Number(text))
    return {
      policy,
      message,
      authenticationSeconds: read(reauthTimeout),
      idleSeconds: read(reauthIdleTimeout),
    }
  }
  if (reauthTimeout !== undefined) throw wrong('reauthTimeout', 'only timeout rules have one.')
  if (reauthIdleTimeout !== undefined) throw wrong('reauthIdleTimeout', 'only timeout rules have one.')
  if (policy === 'access') {
    if (action === 'ALLOW') return { policy, action: 'allow', message }
    if (action === 'DENY') return { policy, action: 'block', message }
    throw wrong('action', 'an access rule has ALLOW or DENY.')
  }
  if (message !== '') throw wrong('customMsg', 'client forwarding rules show none.')
  if (action === 'BYPASS') return { policy, action: 'bypass' }
  if (action === 'INTERCEPT_ACCESSIBLE') return { policy, action: 'forward-allowed' }
  if (action === 'INTERCEPT') return { policy, action: 'forward' }
  throw wrong('action', 'a client forwarding rule has BYPASS, INTERCEPT_ACCESSIBLE or INTERCEPT.')
}
