'use client'
import { useState } from 'react'
import { controlStyles } from '#components/ui/input.tsx'
import { cn } from '#components/ui/cn.ts'
import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import type { RuleActions } from './rule-actions.ts'
import { useRuleChange } from './use-rule-change.ts'

/** Rule Order: another number, and Enter, moves the rule there. */
export const OrderCell = ({ rule, move }: { rule: RuleLine; move: RuleActions['move'] }) => {
  const [typed, setTyped] = useState<string>()
  const { isPending, run } = useRuleChange()
  const submit = async () => {
    const order = Number(typed)
    if (typed !== undefined && order !== rule.order) {
      await run(() => move({ id: rule.id, order }), `${rule.name} was moved to ${order}`)
    }
    setTyped(undefined)
  }
  return (
    <input
      aria-label={`Rule Order of ${rule.name}`}
      title="Type a number and press Enter to move the rule"
      inputMode="numeric"
      autoComplete="off"
      maxLength={4}
      disabled={isPending}
      value={typed ?? String(rule.order)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
      onBlur={() => setTyped(undefined)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void submit()
        if (event.key === 'Escape') setTyped(undefined)
      }}
      className={cn(controlStyles, 'h-7 w-14 px-2 text-right tabular-nums')}
    />
  )
}
