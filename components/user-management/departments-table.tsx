'use client'
import Link from 'next/link'
import { TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { directoryDepartments } from '#lib/table/directory-departments.ts'
import { formatCount } from '#lib/table/words.ts'
import { NamesCell } from './directory-cells.tsx'
import { usersOfDepartmentHref } from './paths.ts'

export type DepartmentView = {
  /** Of the row: a department made by hand has an id of its own, the others are known by their place on the page. */
  id: string
  name: string
  users: number
  /** There are more users than counted. */
  isCapped: boolean
  directories: string[]
  isMade: boolean
  comments: string
}

export const DepartmentsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof directoryDepartments
  page: TablePage<DepartmentView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={cells}
    opening={{ title: 'Department', name: (department) => department.name, detail }}
  />
)

const cells: Cells<typeof directoryDepartments, DepartmentView> = {
  name: (department) => <TextCell className="font-medium">{department.name}</TextCell>,
  users: (department) => (
    <Link href={usersOfDepartmentHref(department.name)} className="hover:text-accent-text hover:underline">
      {department.isCapped ? `more than ${formatCount(department.users)}` : formatCount(department.users)}
    </Link>
  ),
  directories: (department) => <NamesCell names={department.directories} />,
  source: (department) =>
    department.isMade ? <Badge tone="info">By hand</Badge> : <Badge tone="neutral">Named by users</Badge>,
  comments: (department) => <TextCell className="text-ink-muted max-w-64">{department.comments}</TextCell>,
}
