'use client'
import Link from 'next/link'
import { CopyCell, IdText, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { Source } from '#lib/table/directories.ts'
import type { directoryGroups } from '#lib/table/directory-groups.ts'
import { formatCount } from '#lib/table/words.ts'
import { DirectoryCell, SourceBadge } from './directory-cells.tsx'
import { usersOfGroupHref } from './paths.ts'

export type DirectoryGroupView = {
  /** Of the row: the directory's id and the group's. */
  id: string
  groupId: string
  name: string
  users: number
  directory: { id: string; name: string }
  source: Source
  comments: string
  updatedAt: string
}

export const GroupsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof directoryGroups
  page: TablePage<DirectoryGroupView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={cells}
    opening={{ title: 'Group', name: (group) => group.name, detail }}
  />
)

const cells: Cells<typeof directoryGroups, DirectoryGroupView> = {
  name: (group) => <CopyCell value={group.name} label="Name" className="font-medium" />,
  users: (group) => (
    <Link href={usersOfGroupHref(group.directory.id, group.name)} className="hover:text-accent-text hover:underline">
      {formatCount(group.users)}
    </Link>
  ),
  directory: (group) => <DirectoryCell directory={group.directory} />,
  source: (group) => <SourceBadge source={group.source} />,
  comments: (group) => <TextCell className="text-ink-muted max-w-64">{group.comments}</TextCell>,
  updatedAt: (group) => <InstantCell at={group.updatedAt} />,
  id: (group) => <IdText className="text-ink-muted">{group.groupId}</IdText>,
}
