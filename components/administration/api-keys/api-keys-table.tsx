'use client'
import { IdText, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { ApiKeyView } from '#lib/services/api-keys/index.ts'
import { apiKeys } from '#lib/table/api-keys.ts'
import { ApiKeyStatus } from './api-key-status.tsx'

export const ApiKeysTable = ({ page, detail }: { page: TablePage<ApiKeyView>; detail: RowDetail | undefined }) => (
  <DataTable
    definition={apiKeys}
    page={page}
    cells={cells}
    opening={{ title: 'API Key', name: (row) => row.name, detail }}
  />
)

const cells: Cells<typeof apiKeys, ApiKeyView> = {
  name: (key) => <TextCell className="font-medium">{key.name}</TextCell>,
  status: (key) => <ApiKeyStatus status={key.status} />,
  scopes: (key) => <TextCell className="max-w-80 font-mono text-xs">{key.scopes.join(', ')}</TextCell>,
  lastUsedAt: (key) =>
    key.lastUsedAt === null ? <span className="text-ink-muted">Never</span> : <InstantCell at={key.lastUsedAt} />,
  expiresAt: (key) =>
    key.expiresAt === null ? <span className="text-ink-muted">Never</span> : <InstantCell at={key.expiresAt} />,
  createdBy: (key) => <TextCell>{key.createdBy}</TextCell>,
  createdAt: (key) => <InstantCell at={key.createdAt} />,
  hint: (key) => <span className="font-mono text-xs">{key.hint}</span>,
  id: (key) => <IdText className="text-ink-muted">{key.id}</IdText>,
}
