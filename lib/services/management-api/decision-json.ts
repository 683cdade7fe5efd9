import { z } from 'zod'
import { isCountryCode } from '#lib/policy/countries.ts'
import { parseAddress } from '#lib/policy/network.ts'
import { clientTypes, platforms, type ClientType, type Platform, type Policy } from '#lib/policy/rule.ts'
import type { AnsweredQuestion, PolicyAnswer, Question } from '../decision-api/answer-question.ts'
import { actionNames, showOutcome } from './rule-json.ts'
import { isoTime } from './times.ts'

const policyNames = { access: 'access', clientForwarding: 'forwarding', timeout: 'timeout' } as const
type PolicyName = keyof typeof policyNames

const idText = z.string().min(1).max(64)

// One object each rather than a union of two: what is wrong is told at its field.
const user = z
  .strictObject({
    idpId: idText.optional(),
    userName: z.string().min(1).max(1_024).optional(),
    userId: idText.optional(),
  })
  .refine(
    ({ idpId, userName, userId }) =>
      userId === undefined ? idpId !== undefined && userName !== undefined : !(idpId ?? userName),
    'send idpId and userName, or userId alone.',
  )
  .describe('Somebody by the name that an IdP calls them, or by the id of the portal and of SCIM.')

const application = z
  .strictObject({
    id: idText.optional(),
    host: z.string().min(1).max(300).transform(readHost).optional(),
    port: z.int().min(1).max(65_535).optional().describe('443 unless given.'),
    protocol: z.enum(['tcp', 'udp']).optional().describe('tcp unless given.'),
  })
  .refine(
    ({ id, host, port, protocol }) => (id === undefined ? host !== undefined : !(host ?? port ?? protocol)),
    'send host, with port and protocol where they are not 443 and tcp, or id alone.',
  )
  .describe('The destination that an application segment is found by, or its id.')

/** One question. What is left out is not known, and never helps a rule that allows. */
export const questionJson = z
  .strictObject({
    user,
    application,
    clientType: z.enum(Object.keys(clientTypes) as ClientType[]).optional(),
    platform: z.enum(Object.keys(platforms) as Platform[]).optional(),
    countryCode: z.string().refine(isCountryCode, 'send a code of ISO 3166-1 in capitals, such as DE.').optional(),
    ipAddress: z
      .string()
      .refine((text) => parseAddress(text) !== undefined, 'send an IPv4 or IPv6 address.')
      .optional()
      .describe('Of whoever wants to reach the application.'),
    policies: z
      .array(z.enum(Object.keys(policyNames) as PolicyName[]))
      .min(1)
      .max(3)
      .default(['access']),
    explain: z.boolean().default(false).describe('Answers by what was decided, too.'),
  })
  .meta({ id: 'DecisionQuestion' })

const truth = z.enum(['yes', 'no', 'unknown', 'off', 'disabled'])
const checkJson = z.strictObject({ text: z.string(), found: z.string(), truth })

const explanationJson = z
  .strictObject({
    outcome: z.string(),
    domain: z.string().nullable().describe('The domain of the application that stands for the host.'),
    isGated: z.boolean().describe('SCIM criteria wait until the user has signed in again.'),
    rules: z.array(
      z.strictObject({
        order: z.int(),
        name: z.string(),
        truth,
        isDeciding: z.boolean(),
        checks: z.array(checkJson.extend({ items: z.array(checkJson) })),
      }),
    ),
    omitted: z.int().describe('Rules that were tried and are not told of.'),
  })
  .meta({ id: 'DecisionExplanation' })

const namedJson = z.strictObject({ id: z.string(), name: z.string() })

const decidedJson = z
  .strictObject({
    action: z.enum(actionNames),
    reason: z
      .enum(['rule', 'unknown', 'default', 'no-application', 'blocked', 'absent', 'inactive', 'idp'])
      .describe(
        'rule: it matches; unknown: it blocks and may match; default: none matches; no-application: the destination is none; ' +
          'blocked: an administrator blocks the user; absent, inactive: SCIM has not brought the user, or has them inactive; ' +
          'idp: the IdP is disabled.',
      ),
    rule: namedJson.nullable(),
    customMsg: z.string().describe('Message to the user.'),
    reauthTimeout: z.string().optional().describe('Of the timeout policy, in seconds; -1 is Never.'),
    reauthIdleTimeout: z.string().optional().describe('Of the timeout policy, in seconds; -1 is Default.'),
    explanation: explanationJson.optional(),
  })
  .meta({ id: 'PolicyDecision' })

export const answeredJson = z
  .strictObject({
    decidedAt: isoTime,
    user: z.strictObject({ idpId: z.string(), userName: z.string(), userId: z.string().nullable() }),
    application: namedJson.nullable(),
    access: decidedJson.optional(),
    clientForwarding: decidedJson.optional(),
    timeout: decidedJson.optional(),
  })
  .meta({ id: 'Decision' })

export const questionIn = ({ user: who, application: what, ...asked }: z.output<typeof questionJson>): Question => ({
  person: who.userId === undefined ? { idpId: who.idpId ?? '', userName: who.userName ?? '' } : { userId: who.userId },
  request: {
    destination:
      what.id === undefined
        ? { host: what.host ?? '', port: what.port ?? 443, protocol: what.protocol ?? 'tcp' }
        : { applicationId: what.id },
    clientType: asked.clientType,
    platform: asked.platform,
    countryCode: asked.countryCode,
    address: asked.ipAddress,
  },
  policies: [...new Set(asked.policies.map((name) => policyNames[name]))],
  isExplained: asked.explain,
})

export function showAnswer({ at, subject, userId, policies }: AnsweredQuestion): z.output<typeof answeredJson> {
  const application = [...policies.values()][0]?.decision.application
  return {
    decidedAt: at.toISOString(),
    user: { idpId: subject.idpId, userName: subject.userName, userId: userId ?? null },
    application: application ? { id: application.id, name: application.name } : null,
    ...Object.fromEntries(
      Object.entries(policyNames).flatMap(([name, policy]: [string, Policy]) => {
        const answer = policies.get(policy)
        return answer ? [[name, showDecision(answer)]] : []
      }),
    ),
  }
}

const showDecision = ({ decision, explanation }: PolicyAnswer): z.output<typeof decidedJson> => ({
  ...showOutcome(decision.outcome),
  reason: decision.reason,
  rule: decision.rule ? { id: decision.rule.id, name: decision.rule.name } : null,
  ...(explanation ? { explanation } : {}),
})

/** As segments have hosts: lower case, punycode, without a dot at its end. */
function readHost(text: string, context: z.RefinementCtx): string {
  const bare = text.includes(':') && !text.startsWith('[') ? `[${text}]` : text
  const url = /[/?#@\\\s]/.test(text) ? undefined : URL.parse(`https://${bare}`)
  if (!url || url.hostname === '' || url.port !== '') {
    context.addIssue({ code: 'custom', message: 'send a host alone, such as wiki.example.com.' })
    return z.NEVER
  }
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}
