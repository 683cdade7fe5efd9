import type { ApplicationRow } from '#db/queries/policy-applications.ts'
import type { PolicyRuleRow } from '#db/queries/policy-rules.ts'
import type { Application, PortRange } from '#lib/policy/policy-set.ts'
import type { Rule, RuleBody } from '#lib/policy/rule.ts'

/** A stored rule as policies are decided by it. */
export const ruleOf = ({ id, name, isEnabled, isDefault, rule }: PolicyRuleRow): Rule => ({
  ...(JSON.parse(rule) as RuleBody),
  id,
  name,
  isEnabled,
  isDefault,
})

export const applicationOf = ({
  id,
  name,
  isEnabled,
  domains,
  ports,
  segmentGroupId,
}: ApplicationRow): Application => ({
  id,
  name,
  isEnabled,
  domains: JSON.parse(domains) as string[],
  ports: JSON.parse(ports) as PortRange[],
  segmentGroupId,
})
