'use client'
import type { ReactNode } from 'react'
import { CopyCell, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { BulkAction } from '#components/table/selection-bar.tsx'
import type { Phrase } from '#lib/scim/explain.ts'
import type { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { formatCount } from '#lib/table/words.ts'
import { StatusBadge } from './status-badge.tsx'
import { OutcomeMark } from './sync-log-outcome.tsx'
import { Sentence } from './sync-log-sentence.tsx'

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
  outcome: 'changed' | 'no-change' | 'rejected'
  /** The client's name. */
  client: string | null
  sentence: Phrase
  detail: string | null
  durationMs: number
  address: string
}

export const SyncLogsTable = ({
  definition,
  page,
  detail,
  under,
}: {
  definition: typeof scimSyncLogs
  page: TablePage<SyncLogView>
  detail: RowDetail | undefined
  under: (id: string | null) => ReactNode
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={cells}
    under={under}
    bulk={noActions}
    opening={{ title: 'Sync Log Details', name: (log) => `${log.method} ${log.url} at ${log.at}`, detail }}
  />
)

/** Rows can be selected, for what can be done with those of every table. */
const noActions: readonly BulkAction[] = []

const cells: Cells<typeof scimSyncLogs, SyncLogView> = {
  at: (log) => <InstantCell at={log.at} />,
  sentence: (log) => (
    <span className="line-clamp-2 max-w-80 leading-4.5 wrap-anywhere max-md:max-w-full md:min-w-44">
      <Sentence parts={log.sentence} />
    </span>
  ),
  request: (log) => (
    <span
      title={`${log.method} ${log.url}`}
      className="flex max-w-28 items-baseline gap-2 font-mono text-xs max-md:max-w-full"
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
  entityName: (log) => <TextCell className="max-w-36 font-medium">{log.entityName}</TextCell>,
  externalId: (log) => <CopyCell value={log.externalId} label="IdP SCIM Entity ID" isId className="max-w-24" />,
  durationMs: (log) => formatCount(log.durationMs),
  status: (log) => <StatusBadge status={log.status} scimType={log.scimType} isStacked />,
  outcome: (log) => <OutcomeMark outcome={log.outcome} />,
  scimType: (log) => <TextCell className="font-mono text-xs">{log.scimType}</TextCell>,
  client: (log) => <TextCell>{log.client}</TextCell>,
  detail: (log) => <TextCell className="text-ink-muted max-w-56">{log.detail}</TextCell>,
  address: (log) => <TextCell className="font-mono text-xs">{log.address}</TextCell>,
}

/** From the resource on: what comes before is the same in every row. */
const shortUrl = (url: string): string => /\/v2(\/.*)$/.exec(url)?.[1] ?? url
