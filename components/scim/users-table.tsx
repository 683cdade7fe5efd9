'use client'
import { CopyCell, IdText, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { BulkAction } from '#components/table/selection-bar.tsx'
import { type scimUsers, scimUsersOf } from '#lib/table/scim-users.ts'
import { UserStatus } from './status-badge.tsx'

export type UserView = {
  id: string
  userName: string
  externalId: string | null
  displayName: string | null
  active: boolean
  isForeignDomain: boolean
  createdAt: string
  updatedAt: string
}

/** `idp`: the one whose users these are. */
export const UsersTable = ({
  idp,
  page,
  detail,
}: {
  idp: { readonly additionalAttributes: boolean }
  page: TablePage<UserView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={scimUsersOf(idp)}
    page={page}
    bulk={noActions}
    cells={cells}
    opening={{ title: 'Attribute Values', name: (user) => user.userName, detail }}
  />
)

/** Rows can be selected, for what can be done with those of every table. */
const noActions: readonly BulkAction[] = []

const cells: Cells<typeof scimUsers, UserView> = {
  updatedAt: (user) => <InstantCell at={user.updatedAt} />,
  id: (user) => <IdText className="text-ink-muted">{user.id}</IdText>,
  userName: (user) => <CopyCell value={user.userName} label="SCIM User Name" className="font-medium" />,
  externalId: (user) => <CopyCell value={user.externalId} label="IdP SCIM User ID" isId />,
  status: (user) => <UserStatus active={user.active} isForeignDomain={user.isForeignDomain} />,
  displayName: (user) => <TextCell>{user.displayName}</TextCell>,
  createdAt: (user) => <InstantCell at={user.createdAt} />,
}
