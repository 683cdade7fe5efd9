'use client'
import { CopyCell, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { auditLogs } from '#lib/table/audit-logs.ts'
import { AuditActionBadge } from './audit-action-badge.tsx'

/** One line of the list. `before` and `after` are cut; the drawer has them whole. */
export type AuditView = {
  id: string
  at: string
  actor: string
  actorId: string
  action: string
  operation: string
  /** As it is stored, `idp`; `resourceType` is what it is called. */
  targetType: string
  resourceType: string
  resourceName: string
  resourceId: string
  changes: string
  address: string
  userAgent: string
  before: string | null
  after: string | null
}

export const AuditLogsTable = ({ page, detail }: { page: TablePage<AuditView>; detail: RowDetail | undefined }) => (
  <DataTable
    definition={auditLogs}
    page={page}
    cells={cells}
    opening={{
      title: 'Audit Log Details',
      name: (row) => `${row.action}, ${row.resourceType} ${row.resourceName}`,
      detail,
    }}
  />
)

const cells: Cells<typeof auditLogs, AuditView> = {
  at: (row) => <InstantCell at={row.at} />,
  actor: (row) => <TextCell className="max-w-52 font-medium">{row.actor}</TextCell>,
  action: (row) => <AuditActionBadge operation={row.operation}>{row.action}</AuditActionBadge>,
  resourceType: (row) => <TextCell className="text-ink-muted max-w-44">{row.resourceType}</TextCell>,
  resourceName: (row) => <TextCell className="max-w-48">{row.resourceName}</TextCell>,
  changes: (row) => <TextCell className="text-ink-muted max-w-44">{row.changes}</TextCell>,
  address: (row) => <TextCell className="font-mono text-xs">{row.address}</TextCell>,
  actorId: (row) => <CopyCell value={row.actorId} label="Admin ID" isId />,
  resourceId: (row) => <CopyCell value={row.resourceId} label="Resource ID" isId />,
  operation: (row) => <TextCell className="font-mono text-xs">{row.operation}</TextCell>,
  userAgent: (row) => <TextCell className="text-ink-muted max-w-56">{row.userAgent}</TextCell>,
  before: (row) => <TextCell className="font-mono text-xs">{row.before}</TextCell>,
  after: (row) => <TextCell className="font-mono text-xs">{row.after}</TextCell>,
}
