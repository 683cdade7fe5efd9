'use client'
import { useState } from 'react'
import { controlStyles } from '#components/ui/input.tsx'
import { cn } from '#components/ui/cn.ts'
import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import { DragHandle } from './drag-handle.tsx'
import type { RuleActions } from './rule-actions.ts'
import { useMove } from './use-move.ts'

/**
 * Rule Order: another number and Enter, or Alt and an arrow key, move the rule, and dragging does, where the rules stand in
 * their order (`isInOrder`).
 */
export const OrderCell = ({
  rule,
  count,
  isInOrder,
  move,
}: {
  rule: RuleLine
  count: number
  isInOrder: boolean
  move: RuleActions['move']
}) => {
  const [typed, setTyped] = useState<string>()
  const { isPending, place, moveTo } = useMove<HTMLInputElement>(rule, count, move)
  const submit = async () => {
    if (typed !== undefined) await moveTo(Number(typed))
    setTyped(undefined)
  }
  return (
    <span className="flex items-center gap-1">
      {isInOrder ? <DragHandle rule={rule} onMove={(order) => void moveTo(order)} /> : null}
      <input
        ref={place}
        aria-label={`Rule Order of ${rule.name}`}
        title="Type a number and press Enter to move the rule, or Alt and an arrow key"
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        readOnly={isPending}
        value={typed ?? String(rule.order)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        onBlur={() => setTyped(undefined)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void submit()
          if (event.key === 'Escape') setTyped(undefined)
          const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
          if (!event.altKey || by === 0) return
          event.preventDefault()
          void moveTo(Math.min(count, Math.max(1, rule.order + by)))
        }}
        className={cn(controlStyles, 'h-7 w-14 px-2 text-right tabular-nums')}
      />
    </span>
  )
}
