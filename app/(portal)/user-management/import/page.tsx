import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ImportDenied } from '#components/user-management/import-denied.tsx'
import { ImportFile } from '#components/user-management/import-file.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { directoryPage } from '#components/user-management/paths.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { formats } from '#lib/services/directory/import/index.ts'

export const metadata: Metadata = { title: 'Import CSV' }

const kinds = ['users', 'groups', 'departments'] as const

export default async function ImportPage({ searchParams }: { searchParams: Promise<{ kind?: string | string[] }> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'configure')) return <ImportDenied />
  const asked = (await searchParams).kind
  const kind = kinds.find((one) => one === asked)
  if (!kind) redirect('/user-management/import?kind=users')
  return (
    <>
      <Breadcrumb list={directoryPage(kind)} here="Import CSV" />
      <PageHeader
        title={`Import ${kind}`}
        description="From a CSV file. A dry run shows first what each line would change; nothing changes before you apply it."
      />
      <ImportFile key={kind} kind={kind} columns={formats[kind].map(({ label, says }) => ({ label, says }))} />
    </>
  )
}
