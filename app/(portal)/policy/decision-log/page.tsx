import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { DecisionChart } from '#components/decision-log/decision-chart.tsx'
import { DecisionDetail } from '#components/decision-log/decision-detail.tsx'
import { DecisionLogFrame } from '#components/decision-log/decision-log-frame.tsx'
import { outcomeSentence } from '#components/decision-log/decision-sentences.ts'
import { DecisionsTable } from '#components/decision-log/decisions-table.tsx'
import { LeftOut } from '#components/decision-log/left-out.tsx'
import { LogSettings } from '#components/decision-log/log-settings.tsx'
import { decisionLogPath } from '#components/decision-log/paths.ts'
import { TableMessage } from '#components/table/table-message.tsx'
import { Card } from '#components/ui/card.tsx'
import { store } from '#db/index.ts'
import { sumDecisions } from '#db/queries/decision-log.ts'
import { findDecision, listDecisionPage } from '#db/queries/list-decisions.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import type { DecisionLogSettings } from '#lib/services/decision-log/index.ts'
import { allowShares, decisionLog } from '#lib/table/decision-log.ts'
import { daysText } from '#lib/table/range.ts'
import { pageOf } from '../../authentication/scim/page-of.ts'
import { openDefault } from '../../open-default.ts'
import { changeLogSettings } from './actions.ts'
import { readAsked } from './asked.ts'
import { readChart } from './chart.ts'
import { decisionDetailView, decisionView } from './view.ts'

export const metadata: Metadata = { title: decisionLog.title }

export default async function DecisionLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'read')) {
    return (
      <DecisionLogFrame>
        <Card>
          <TableMessage definition={decisionLog} kind="denied" />
        </Card>
      </DecisionLogFrame>
    )
  }
  await openDefault(decisionLog, decisionLogPath, searchParams, administrator.id)
  const now = new Date()
  const { settings, definition, query, nameOf } = await readAsked(searchParams, now)
  const q = store().report
  const [page, chart, counts, open] = await Promise.all([
    listDecisionPage(q, query),
    readChart(q, query, now),
    sumDecisions(q, minutesOf(query.range, now)),
    query.row === undefined ? undefined : findDecision(q, query.row),
  ])
  const view = open && decisionDetailView(open, nameOf)
  const detail = view && { heading: outcomeSentence(view), body: <DecisionDetail decision={view} /> }
  return (
    <DecisionLogFrame
      description={keptText(settings)}
      actions={
        isPermitted(administrator, 'configure') && (
          <LogSettings key={settings.version} settings={settings} actions={{ change: changeLogSettings }} />
        )
      }
    >
      <DecisionChart chart={chart} definition={definition} />
      <LeftOut count={counts['left-out'] ?? 0} />
      <DecisionsTable
        definition={definition}
        page={pageOf(page, decisionView(nameOf), now)}
        detail={query.row === undefined ? undefined : { id: query.row, ...detail }}
      />
    </DecisionLogFrame>
  )
}

const minutesOf = ({ from, to }: { from: Date | undefined; to: Date | undefined }, now: Date) => ({
  from: Math.floor((from ?? now).getTime() / 60_000),
  to: Math.ceil((to ?? now).getTime() / 60_000) + 1,
})

const keptText = ({ allowShare, retentionDays }: DecisionLogSettings): string => {
  const kept =
    allowShare === 1
      ? 'Who was let in and who was not, and why: every decision'
      : `Who was let in and who was not, and why: every block, and ${allowShares.find(({ value }) => value === allowShare)?.label ?? 'some allows'}`
  return `${kept}, kept for ${daysText(retentionDays)}.`
}
