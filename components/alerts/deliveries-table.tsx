'use client'
import { CopyCell, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { DeliveryView } from '#lib/services/alerts/index.ts'
import type { deliveries } from '#lib/table/alert-deliveries.ts'
import { alertEvents, labelOf } from '#lib/table/alert-words.ts'
import { DeliveryBadge } from './alert-badges.tsx'
import { answerText } from './answer-text.ts'

export const DeliveriesTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof deliveries
  page: TablePage<DeliveryView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={cells}
    opening={{ title: 'Delivery', name: (row) => `${labelOf(alertEvents, row.event)} to ${row.target}`, detail }}
  />
)

const cells: Cells<typeof deliveries, DeliveryView> = {
  createdAt: (row) => <InstantCell at={row.createdAt} />,
  state: (row) => <DeliveryBadge state={row.state} />,
  event: (row) => labelOf(alertEvents, row.event),
  alert: (row) => <TextCell className="max-w-72">{row.text}</TextCell>,
  destination: (row) => <TextCell className="max-w-40 font-medium">{row.destination}</TextCell>,
  target: (row) => <TextCell className="max-w-56">{row.target}</TextCell>,
  attempts: (row) => row.attempts.length.toLocaleString('en'),
  answer: (row) => (
    <TextCell className="text-ink-muted max-w-56">{row.attempts[0] ? answerText(row.attempts[0]) : null}</TextCell>
  ),
  nextAt: (row) => (row.nextAt === null ? <None /> : <InstantCell at={row.nextAt} />),
  eventId: (row) => <CopyCell value={row.eventId} label="Event ID" isId />,
  id: (row) => <CopyCell value={row.id} label="Delivery ID" isId />,
}
