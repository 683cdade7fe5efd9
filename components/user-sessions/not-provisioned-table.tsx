'use client'
import { CopyCell, InstantCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { type notProvisioned, notProvisionedReasons } from '#lib/table/not-provisioned.ts'
import { IdpLink } from './session-cells.tsx'
import type { NotProvisionedView } from './views.ts'

export const NotProvisionedTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof notProvisioned
  page: TablePage<NotProvisionedView>
  detail: RowDetail | undefined
}) => <DataTable definition={definition} page={page} cells={cells} opening={{ ...opening, detail }} />

const opening = { title: 'Not Provisioned', name: (person: NotProvisionedView) => person.userName }

const cells: Cells<typeof notProvisioned, NotProvisionedView> = {
  userName: (person) => <CopyCell value={person.userName} label="User Name" className="max-w-64 font-medium" />,
  provider: (person) => <IdpLink idp={person.idp} />,
  reason: (person) => (
    <Badge tone="warn">{notProvisionedReasons.find(({ value }) => value === person.reason)?.label}</Badge>
  ),
  nearMiss: (person) => <CopyCell value={person.nearMiss} label="Near Miss" className="max-w-64" />,
  attempts: (person) => <span className="tabular-nums">{person.attempts.toLocaleString('en')}</span>,
  lastAt: (person) => <InstantCell at={person.lastAt} />,
  firstAt: (person) => <InstantCell at={person.firstAt} />,
}
