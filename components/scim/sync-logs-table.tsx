'use client'
import { CopyCell, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { formatCount } from '#lib/table/words.ts'
import { StatusBadge } from './status-badge.tsx'

export type SyncLogView = {
  id: string
  at: string
  method: string
  url: string
  entityType: 'User' | 'Group' | null
  entityId: string | null
  entityName: string | null
  externalId: string | null
  status: number
  scimType: string | null
  detail: string | null
  durationMs: number
  address: string
}

export const SyncLogsTable = ({ page, detail }: { page: TablePage<SyncLogView>; detail: RowDetail | undefined }) => (
  <DataTable
    definition={scimSyncLogs}
    page={page}
    cells={cells}
    opening={{ title: 'Sync Log Details', name: (log) => `${log.method} ${log.url} at ${log.at}`, detail }}
  />
)

const cells: Cells<typeof scimSyncLogs, SyncLogView> = {
  at: (log) => <InstantCell at={log.at} />,
  request: (log) => (
    <span
      title={`${log.method} ${log.url}`}
      className="flex max-w-44 items-baseline gap-2 font-mono text-xs max-md:max-w-full"
    >
      <span className="font-semibold">{log.method}</span>
      <span className="text-ink-muted truncate">{shortUrl(log.url)}</span>
    </span>
  ),
  entity: (log) =>
    log.entityType === null ? (
      <None />
    ) : (
      <CopyCell
        value={log.entityId}
        label="Internal Entity ID"
        isId
        className="text-ink-muted max-w-20"
        lead={<span>{log.entityType}:</span>}
      />
    ),
  entityName: (log) => <TextCell className="max-w-44 font-medium">{log.entityName}</TextCell>,
  externalId: (log) => <CopyCell value={log.externalId} label="IdP SCIM Entity ID" isId className="max-w-24" />,
  durationMs: (log) => formatCount(log.durationMs),
  status: (log) => <StatusBadge status={log.status} scimType={log.scimType} isStacked />,
  detail: (log) => <TextCell className="text-ink-muted max-w-56">{log.detail}</TextCell>,
  address: (log) => <TextCell className="font-mono text-xs">{log.address}</TextCell>,
}

/** From the resource on: what comes before is the same in every row. */
const shortUrl = (url: string): string => /\/v2(\/.*)$/.exec(url)?.[1] ?? url
