'use client'
import { CopyCell, IdText, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { UserStatus } from '#components/scim/status-badge.tsx'
import type { Source } from '#lib/table/directories.ts'
import type { directoryUsers } from '#lib/table/directory-users.ts'
import type { UserActions } from './actions.ts'
import { useBulkUsers } from './bulk-users.tsx'
import { DirectoryCell, NamesCell, SourceBadge } from './directory-cells.tsx'

export type DirectoryUserView = {
  /** Of the row: the directory's id and the user's. */
  id: string
  userId: string
  userName: string
  name: string | null
  groups: string[]
  department: string | null
  active: boolean
  directory: { id: string; name: string }
  source: Source
  comments: string
  updatedAt: string
}

export const UsersTable = ({
  definition,
  page,
  detail,
  actions,
}: {
  definition: typeof directoryUsers
  page: TablePage<DirectoryUserView>
  detail: RowDetail | undefined
  /** For those who may change users. */
  actions: UserActions | undefined
}) => {
  const { bulk, dialog } = useBulkUsers(actions)
  return (
    <>
      <DataTable definition={definition} page={page} cells={cells} opening={{ ...opening, detail }} bulk={bulk} />
      {dialog}
    </>
  )
}

const opening = { title: 'User', name: (user: DirectoryUserView) => user.userName }

const cells: Cells<typeof directoryUsers, DirectoryUserView> = {
  userName: (user) => <CopyCell value={user.userName} label="User ID" className="max-w-52 font-medium" />,
  name: (user) => <TextCell>{user.name}</TextCell>,
  groups: (user) => <NamesCell names={user.groups} />,
  department: (user) => <TextCell className="max-w-32">{user.department}</TextCell>,
  status: (user) => <UserStatus active={user.active} isForeignDomain={false} />,
  directory: (user) => <DirectoryCell directory={user.directory} />,
  source: (user) => <SourceBadge source={user.source} />,
  comments: (user) => <TextCell className="text-ink-muted max-w-28">{user.comments}</TextCell>,
  updatedAt: (user) => <InstantCell at={user.updatedAt} />,
  id: (user) => <IdText className="text-ink-muted">{user.userId}</IdText>,
}
