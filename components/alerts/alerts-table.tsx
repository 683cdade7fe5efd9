'use client'
import { CopyCell, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { AlertView } from '#lib/services/alerts/index.ts'
import { alertKinds, labelOf } from '#lib/table/alert-words.ts'
import type { alerts } from '#lib/table/alerts.ts'
import { AlertStateBadge, SeverityBadge } from './alert-badges.tsx'

export const AlertsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof alerts
  page: TablePage<AlertView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={cells}
    opening={{ title: 'Alert', name: (row) => `${labelOf(alertKinds, row.kind)} at ${row.idpName}`, detail }}
  />
)

const cells: Cells<typeof alerts, AlertView> = {
  raisedAt: (row) => <InstantCell at={row.raisedAt} />,
  severity: (row) => <SeverityBadge severity={row.severity} />,
  text: (row) => <TextCell className="max-w-md font-medium">{row.text}</TextCell>,
  provider: (row) => <TextCell className="max-w-44">{row.idpName}</TextCell>,
  kind: (row) => labelOf(alertKinds, row.kind),
  state: (row) => <AlertStateBadge state={row.state} isMuted={row.mute !== undefined} />,
  resolvedAt: (row) => (row.resolvedAt === null ? <None /> : <InstantCell at={row.resolvedAt} />),
  acknowledgedBy: (row) => <TextCell>{row.acknowledgedBy}</TextCell>,
  id: (row) => <CopyCell value={row.id} label="Alert ID" isId />,
}
