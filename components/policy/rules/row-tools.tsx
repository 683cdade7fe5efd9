'use client'
import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import type { RuleActions } from './rule-actions.ts'
import { useMove } from './use-move.ts'

/** Moves a rule by one. */
export const MoveTools = ({ rule, count, move }: { rule: RuleLine; count: number; move: RuleActions['move'] }) => (
  <>
    <MoveButton label="Move up" by={-1} rule={rule} count={count} move={move} />
    <MoveButton label="Move down" by={1} rule={rule} count={count} move={move} />
  </>
)

const MoveButton = ({
  label,
  by,
  rule,
  count,
  move,
}: {
  label: string
  by: -1 | 1
  rule: RuleLine
  count: number
  move: RuleActions['move']
}) => {
  const { isPending, place, moveTo } = useMove<HTMLButtonElement>(rule, count, move)
  const order = rule.order + by
  const isOff = isPending || order < 1 || order > count
  const Icon = by < 0 ? ArrowUp : ArrowDown
  return (
    <Button
      ref={place}
      variant="ghost"
      size="sm"
      square
      aria-label={`${label}: ${rule.name}`}
      title={label}
      // Disabled, it would drop the focus at either end.
      aria-disabled={isOff}
      onClick={() => {
        if (!isOff) void moveTo(order)
      }}
    >
      <Icon aria-hidden />
    </Button>
  )
}

/** The id of what shows below a rule's row. */
export const criteriaId = (id: string): string => `criteria-${id}`

/** Shows and hides the criteria of a rule, below its row. */
export const ExpandRule = ({
  rule,
  isExpanded,
  onToggle,
}: {
  rule: RuleLine
  isExpanded: boolean
  onToggle: () => void
}) => (
  <Button
    variant="ghost"
    size="sm"
    square
    aria-label={`Criteria of ${rule.name}`}
    title="Criteria"
    aria-expanded={isExpanded}
    {...(isExpanded ? { 'aria-controls': criteriaId(rule.id) } : {})}
    onClick={onToggle}
  >
    <ChevronDown className={cn('transition-transform', isExpanded && 'rotate-180')} aria-hidden />
  </Button>
)
