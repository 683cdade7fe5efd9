import type { Operation } from '../operation.ts'
import { activationOperations } from './activation.ts'
import { applicationOperations } from './applications.ts'
import { decisionOperations } from './decisions.ts'
import { defaultRuleOperations } from './default-rules.ts'
import { idpOperations } from './idps.ts'
import { locationOperations } from './locations.ts'
import { logOperations } from './logs.ts'
import { ruleOperations } from './rules.ts'
import { samlAttributeOperations } from './saml-attributes.ts'
import { scimOperations } from './scim.ts'

/** All of the Management API: routes, document and tests follow this list. */
export const operations: readonly Operation[] = [
  ...idpOperations,
  ...samlAttributeOperations,
  ...scimOperations,
  ...ruleOperations,
  ...defaultRuleOperations,
  ...applicationOperations,
  ...locationOperations,
  ...logOperations,
  ...activationOperations,
  ...decisionOperations,
]
