'use client'
import { CopyCell, IdText, InstantCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { BulkAction } from '#components/table/selection-bar.tsx'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { countText } from './count-text.ts'

export type GroupView = {
  id: string
  displayName: string
  externalId: string | null
  total: number
  active: number
  /** There are at least as many: counting nested groups stopped. */
  isAtLeast: boolean
  createdAt: string
  updatedAt: string
}

export const GroupsTable = ({ page, detail }: { page: TablePage<GroupView>; detail: RowDetail | undefined }) => (
  <DataTable
    definition={scimGroups}
    page={page}
    bulk={noActions}
    cells={cells}
    opening={{ title: 'Group Details', name: (group) => group.displayName, detail }}
  />
)

/** Rows can be selected, for what can be done with those of every table. */
const noActions: readonly BulkAction[] = []

const cells: Cells<typeof scimGroups, GroupView> = {
  updatedAt: (group) => <InstantCell at={group.updatedAt} />,
  id: (group) => <IdText className="text-ink-muted">{group.id}</IdText>,
  displayName: (group) => <CopyCell value={group.displayName} label="SCIM Group Name" className="font-medium" />,
  externalId: (group) => <CopyCell value={group.externalId} label="IdP SCIM Group ID" isId />,
  total: (group) => countText(group.total, group.isAtLeast),
  active: (group) => countText(group.active, group.isAtLeast),
  createdAt: (group) => <InstantCell at={group.createdAt} />,
}
