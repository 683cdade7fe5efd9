import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { LinkButton } from '#components/ui/button.tsx'
import { AddButton } from '#components/user-management/add-button.tsx'
import { DepartmentDetail } from '#components/user-management/department-detail.tsx'
import { DepartmentsTable } from '#components/user-management/departments-table.tsx'
import { DirectoryDenied } from '#components/user-management/directory-denied.tsx'
import { DirectoryFrame } from '#components/user-management/directory-frame.tsx'
import { store } from '#db/index.ts'
import { listDirectoryDepartments } from '#db/queries/directory-departments.ts'
import { listDirectories } from '#db/queries/directory-merge.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findDepartmentDetail } from '#lib/services/directory/index.ts'
import { withDirectories } from '#lib/table/directories.ts'
import { directoryDepartments } from '#lib/table/directory-departments.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { departmentActions } from '../page-actions.ts'
import { departmentView, pageOf } from '../view.ts'

export const metadata: Metadata = { title: directoryDepartments.title }

export default async function DepartmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'read')) return <DirectoryDenied definition={directoryDepartments} />
  const now = new Date()
  const q = store().report
  const directories = await listDirectories(q)
  const definition = withDirectories(directoryDepartments, directories)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, department] = await Promise.all([
    listDirectoryDepartments(q, query),
    query.row === undefined ? undefined : findDepartmentDetail(q, query.row),
  ])
  const actions = isPermitted(administrator, 'configure') ? departmentActions : undefined
  return (
    <DirectoryFrame
      path="/user-management/departments"
      description="The departments that users name, and those added by hand. A department is known by its name, whatever its case."
      actions={
        actions && (
          <>
            <LinkButton href="/user-management/import?kind=departments">Import CSV</LinkButton>
            <AddButton noun="department" actions={actions} />
          </>
        )
      }
    >
      <DepartmentsTable
        definition={definition}
        page={pageOf(page, directories, departmentView, now)}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(department
                  ? {
                      heading: department.name,
                      body: <DepartmentDetail department={department} actions={actions} />,
                    }
                  : {}),
              }
        }
      />
    </DirectoryFrame>
  )
}
