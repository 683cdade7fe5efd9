import { RulesSkeleton } from '#components/policy/rules/rules-skeleton.tsx'

export default function Loading() {
  return <RulesSkeleton policy="timeout" />
}
