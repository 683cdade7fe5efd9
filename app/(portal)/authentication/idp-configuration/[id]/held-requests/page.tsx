import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { HeldRequests } from '#components/idp/held/held-requests.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readGuard } from '#lib/services/deprovision-guard/index.ts'
import { rejectedHref } from '#components/idp/paths.ts'
import { allowEverythingAction, decideOnHeldAction } from './actions.ts'

export const metadata: Metadata = { title: 'Held Requests' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function HeldRequestsPage({ params, searchParams }: Props) {
  const { administrator } = await requireSession()
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const page = /^[1-9]\d{0,4}$/.test(String(asked['page'])) ? Number(asked['page']) : 1
  const search = typeof asked['search'] === 'string' ? asked['search'].trim().slice(0, 200) : ''
  const guard = await readGuard(store().report, id, { page, search }, new Date())
  if (!guard) notFound()
  const canDecide = isPermitted(administrator, 'provision')
  return (
    <>
      <PageHeader
        title="Held Requests"
        description={`${guard.idpName}: what would take access from too many people within an hour.`}
        actions={
          <>
            <LinkButton href={rejectedHref(id)}>SCIM Sync Logs</LinkButton>
            <LinkButton href={`/authentication/idp-configuration/${id}`}>
              {canDecide ? 'Edit IdP Configuration' : 'IdP Configuration'}
            </LinkButton>
          </>
        }
      />
      <HeldRequests
        guard={guard}
        actions={{ decide: decideOnHeldAction, allowEverything: allowEverythingAction }}
        canDecide={canDecide}
        page={page}
        search={search}
      />
    </>
  )
}
