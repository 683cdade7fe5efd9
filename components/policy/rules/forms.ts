'use client'
import { onDemand } from '#components/ui/on-demand.ts'

// Opened now and then: the table does not wait for them.

export const RuleForm = onDemand(async () => (await import('./rule-form.tsx')).RuleForm)
export const DefaultRuleForm = onDemand(async () => (await import('./default-rule-form.tsx')).DefaultRuleForm)
export const CopyRule = onDemand(async () => (await import('./copy-rule.tsx')).CopyRule)
