import { RulesFrame } from '#components/policy/rules/rules-frame.tsx'
import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { accessRules } from '#lib/table/policy-rules.ts'

export default function Loading() {
  return (
    <RulesFrame policy="access">
      <TableSkeleton definition={accessRules} />
    </RulesFrame>
  )
}
