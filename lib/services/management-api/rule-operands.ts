import { z } from 'zod'
import { clientTypes, platforms } from '#lib/policy/rule.ts'
import { fault, type ApiFault } from './problem.ts'

/** What an operand is about, and with it which kind of criteria its condition is. */
export const objectTypes = {
  APP: 'applications',
  APP_GROUP: 'applications',
  IDP: 'identity',
  SAML: 'identity',
  SCIM: 'identity',
  SCIM_GROUP: 'identity',
  TRUSTED_NETWORK: 'trusted-networks',
  LOCATION: 'locations',
  CLIENT_TYPE: 'client-types',
  PLATFORM: 'platforms',
  COUNTRY_CODE: 'country-codes',
} as const
export type ObjectType = keyof typeof objectTypes

const text = z.string().min(1).max(4_096)

const described = {
  APP: 'lhs `id`, rhs the id of an application segment',
  APP_GROUP: 'lhs `id`, rhs the id of a segment group',
  IDP: 'lhs `id`, rhs the id of an IdP: any SAML attribute, whoever it signed in',
  SAML: 'lhs the id of a SAML attribute, rhs its value, idpId the IdP',
  SCIM: 'lhs the id of a SCIM attribute, rhs its value, idpId the IdP',
  SCIM_GROUP: 'lhs the id of the IdP, rhs the id of a SCIM group',
  TRUSTED_NETWORK: 'lhs a CIDR range, rhs `true`',
  LOCATION: 'lhs `id`, rhs the id of a location',
  CLIENT_TYPE: `lhs \`id\`, rhs ${Object.keys(clientTypes).join(', ')}`,
  PLATFORM: `lhs ${Object.keys(platforms).join(', ')}, rhs \`true\``,
  COUNTRY_CODE: 'lhs an ISO 3166-1 code such as DE, rhs `true`',
} satisfies Record<ObjectType, string>

export const operandJson = z.strictObject({
  objectType: z.enum(Object.keys(objectTypes) as ObjectType[]).describe(
    Object.entries(described)
      .map(([type, words]) => `${type}: ${words}`)
      .join('; '),
  ),
  lhs: text,
  rhs: text,
  idpId: z.string().max(64).optional().describe('Of SAML and SCIM.'),
  name: z.string().optional().describe('What it names, for people; not read.'),
})
export type OperandJson = z.output<typeof operandJson>

export const conditionJson = z
  .strictObject({
    operator: z.enum(['AND', 'OR']).default('OR'),
    negated: z.literal(false).default(false),
    operands: z
      .array(operandJson)
      .min(1, 'A condition needs an operand at least; for everybody, leave the condition out.')
      .max(2_000),
  })
  .meta({ id: 'PolicyCondition' })
export type ConditionJson = z.output<typeof conditionJson>

/** An operand, and where in the body it stands. */
export type Located = { operand: OperandJson; at: string }

/** What an operand names by its id. */
export function byId({ operand, at }: Located): string {
  if (operand.lhs === 'id') return operand.rhs
  throw wrong(`${at}.lhs`, '`id` is accepted here.')
}

/** A part of the body that is well formed, and means nothing. */
export const wrong = (field: string, reason: string): ApiFault =>
  fault(400, 'invalid.parameter', `Field ${field}: ${reason}`, [field])
