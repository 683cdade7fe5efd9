'use client'
import { CopyCell, IdText, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { administrators } from '#lib/table/administrators.ts'
import type { AdministratorView } from './actions.ts'
import { AdministratorStatus } from './administrator-status.tsx'
import { roleLabel, scimManagementLabel } from './words.ts'

export const AdministratorsTable = ({
  page,
  detail,
}: {
  page: TablePage<AdministratorView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={administrators}
    page={page}
    cells={cells}
    opening={{ title: 'Administrator Details', name: (row) => row.email, detail }}
  />
)

const cells: Cells<typeof administrators, AdministratorView> = {
  email: (row) => (
    <span className="flex min-w-0 items-center gap-2">
      <CopyCell value={row.email} label="E-mail" className="font-medium" />
      {row.isSelf ? <Badge>You</Badge> : null}
    </span>
  ),
  name: (row) => <TextCell>{row.name}</TextCell>,
  role: (row) => roleLabel(row.role),
  scimManagement: (row) => scimManagementLabel(row.scimManagement),
  status: (row) => <AdministratorStatus status={row.status} />,
  secondFactor: (row) => <TextCell className="text-ink-muted">{row.secondFactor}</TextCell>,
  lastSignInAt: (row) => (row.lastSignInAt === null ? <None /> : <InstantCell at={row.lastSignInAt} />),
  createdAt: (row) => <InstantCell at={row.createdAt} />,
  id: (row) => <IdText className="text-ink-muted">{row.id}</IdText>,
}
