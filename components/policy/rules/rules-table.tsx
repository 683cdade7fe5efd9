'use client'
import { ArrowDown, ArrowUp, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { IdText, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import type { RuleTable } from '#lib/table/policy-rules.ts'
import { outcomeTone } from '../decision-words.ts'
import { OrderCell } from './order-cell.tsx'
import type { RuleActions } from './rule-actions.ts'
import { useRuleChange } from './use-rule-change.ts'

/** The rules of a policy. Without `actions` there is nothing to change. */
export const RulesTable = ({
  definition,
  page,
  count,
  detail,
  actions,
}: {
  definition: RuleTable
  page: TablePage<RuleLine>
  /** All rules of the policy, whatever the filters. */
  count: number
  detail: RowDetail | undefined
  actions: RuleActions | undefined
}) => {
  const move = actions?.move
  const cells = useMemo(() => ruleCells(move), [move])
  const opening = useMemo(
    () => ({
      title: 'Rule',
      name: (rule: RuleLine) => rule.name,
      ...(move ? { renderTools: (rule: RuleLine) => <MoveTools rule={rule} count={count} move={move} /> } : {}),
    }),
    [move, count],
  )
  return <DataTable definition={definition} page={page} cells={cells} opening={{ ...opening, detail }} />
}

const ruleCells = (move: RuleActions['move'] | undefined): Cells<RuleTable, RuleLine> => ({
  order: (rule) => (move ? <OrderCell rule={rule} move={move} /> : <span className="tabular-nums">{rule.order}</span>),
  name: (rule) => (
    <span className="flex min-w-0 items-center gap-2">
      <TextCell className="font-medium">{rule.name}</TextCell>
      {rule.problems.length > 0 ? (
        <Badge tone="warn" title="It names something that is gone or off">
          <TriangleAlert aria-hidden />
          Check criteria
        </Badge>
      ) : null}
    </span>
  ),
  status: (rule) => <Badge tone={rule.isEnabled ? 'good' : 'neutral'}>{rule.isEnabled ? 'Enabled' : 'Disabled'}</Badge>,
  outcome: (rule) => <Badge tone={outcomeTone(rule.outcome)}>{rule.action}</Badge>,
  updatedAt: (rule) => <InstantCell at={rule.updatedAt} />,
  id: (rule) => <IdText className="text-ink-muted">{rule.id}</IdText>,
})

const MoveTools = ({ rule, count, move }: { rule: RuleLine; count: number; move: RuleActions['move'] }) => {
  const { isPending, run } = useRuleChange()
  const button = (label: string, order: number, Icon: typeof ArrowUp) => (
    <Button
      variant="ghost"
      size="sm"
      square
      aria-label={`${label}: ${rule.name}`}
      title={label}
      // Disabled, it would drop the focus at either end.
      aria-disabled={isPending || order < 1 || order > count}
      onClick={() => {
        if (isPending || order < 1 || order > count) return
        void run(() => move({ id: rule.id, order }), `${rule.name} was moved to ${order}`)
      }}
    >
      <Icon aria-hidden />
    </Button>
  )
  return (
    <>
      {button('Move up', rule.order - 1, ArrowUp)}
      {button('Move down', rule.order + 1, ArrowDown)}
    </>
  )
}
