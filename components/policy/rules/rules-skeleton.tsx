import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import type { Policy } from '#lib/policy/rule.ts'
import { ruleTables } from '#lib/table/policy-rules.ts'
import { RulesFrame } from './rules-frame.tsx'

/** A policy's page before its rules. */
export const RulesSkeleton = ({ policy }: { policy: Policy }) => (
  <RulesFrame policy={policy}>
    <TableSkeleton definition={ruleTables[policy]} />
  </RulesFrame>
)
