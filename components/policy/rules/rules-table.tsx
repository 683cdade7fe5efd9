'use client'
import { TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { IdText, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { useStable } from '#components/table/use-stable.ts'
import { Badge } from '#components/ui/badge.tsx'
import type { Policy } from '#lib/policy/rule.ts'
import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import { type RuleTable, ruleTables } from '#lib/table/policy-rules.ts'
import { ExpandedRule } from './expanded-rule.tsx'
import { OrderCell } from './order-cell.tsx'
import { OutcomeText } from './outcome-text.tsx'
import { ExpandRule, MoveTools } from './row-tools.tsx'
import type { RuleActions } from './rule-actions.ts'

/** The rules of a policy. Without `actions` there is nothing to change. */
export const RulesTable = ({
  policy,
  page,
  count,
  isInOrder,
  detail,
  actions,
}: {
  policy: Policy
  page: TablePage<RuleLine>
  /** All rules of the policy, whatever the filters. */
  count: number
  /** They are sorted by Rule Order. */
  isInOrder: boolean
  detail: RowDetail | undefined
  actions: RuleActions | undefined
}) => {
  // Every answer of the server has other functions; cells that were made of them would be other cells, and lose the focus.
  const stableMove = useStable((input: Parameters<RuleActions['move']>[0]) => actions?.move(input) ?? notPermitted)
  const move = actions && stableMove
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const cells = useMemo(() => ruleCells({ count, isInOrder, move }), [count, isInOrder, move])
  const opening = useMemo(
    () => ({
      title: 'Rule',
      name: (rule: RuleLine) => rule.name,
      renderTools: (rule: RuleLine) => (
        <>
          {move ? <MoveTools rule={rule} count={count} move={move} /> : null}
          <ExpandRule
            rule={rule}
            isExpanded={expanded.has(rule.id)}
            onToggle={() => setExpanded((before) => toggled(before, rule.id))}
          />
        </>
      ),
    }),
    [move, count, expanded],
  )
  return (
    <DataTable
      definition={ruleTables[policy]}
      page={page}
      cells={cells}
      opening={{ ...opening, detail }}
      under={belowExpanded(page.rows, expanded)}
    />
  )
}

const notPermitted = Promise.resolve(undefined)

const belowExpanded = (rules: readonly RuleLine[], expanded: ReadonlySet<string>) => {
  const shown = new Map(rules.filter(({ id }) => expanded.has(id)).map((rule) => [rule.id, rule]))
  return (id: string | null) => {
    const rule = id === null ? undefined : shown.get(id)
    return rule ? <ExpandedRule rule={rule} /> : null
  }
}

const toggled = (set: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  set.has(id) ? new Set([...set].filter((each) => each !== id)) : new Set([...set, id])

const ruleCells = ({
  count,
  isInOrder,
  move,
}: {
  count: number
  isInOrder: boolean
  move: RuleActions['move'] | undefined
}): Cells<RuleTable, RuleLine> => ({
  order: (rule) =>
    move ? (
      <OrderCell rule={rule} count={count} isInOrder={isInOrder} move={move} />
    ) : (
      <span className="tabular-nums">{rule.order}</span>
    ),
  name: (rule) => (
    <span className="flex min-w-0 items-center gap-2">
      <TextCell className="font-medium">{rule.name}</TextCell>
      {rule.problems.length > 0 ? (
        <Badge tone="warn" title={rule.problems.map(({ text }) => text).join(' ')}>
          <TriangleAlert aria-hidden />
          Check criteria
        </Badge>
      ) : null}
    </span>
  ),
  status: (rule) => <Badge tone={rule.isEnabled ? 'good' : 'neutral'}>{rule.isEnabled ? 'Enabled' : 'Disabled'}</Badge>,
  outcome: (rule) => <OutcomeText outcome={rule.outcome} />,
  criteria: (rule) => <TextCell className="text-ink-muted max-w-96">{rule.sentence}</TextCell>,
  updatedAt: (rule) => <InstantCell at={rule.updatedAt} />,
  id: (rule) => <IdText className="text-ink-muted">{rule.id}</IdText>,
})
