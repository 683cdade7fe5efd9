import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { NotProvisionedDetail } from '#components/user-sessions/not-provisioned-detail.tsx'
import { NotProvisionedTable } from '#components/user-sessions/not-provisioned-table.tsx'
import { OktaAdvice } from '#components/user-sessions/okta-advice.tsx'
import { SessionDenied } from '#components/user-sessions/session-denied.tsx'
import { SessionFrame } from '#components/user-sessions/session-frame.tsx'
import { store } from '#db/index.ts'
import { findListedNotProvisioned, listNotProvisionedPage } from '#db/queries/list-not-provisioned.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { notProvisioned } from '#lib/table/not-provisioned.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { openDefault } from '../../../open-default.ts'
import { pageOf } from '../../scim/page-of.ts'
import { sessionTable } from '../asked.ts'
import { notProvisionedView } from '../view.ts'

export const metadata: Metadata = { title: notProvisioned.title }

export default async function NotProvisionedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'read')) return <SessionDenied definition={notProvisioned} />
  const now = new Date()
  const q = store().report
  const { definition, nameOf } = await sessionTable(q, notProvisioned)
  await openDefault(definition, '/authentication/user-sessions/not-provisioned', searchParams, administrator.id)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, open] = await Promise.all([
    listNotProvisionedPage(q, query),
    query.row === undefined ? undefined : findListedNotProvisioned(q, query.row),
  ])
  const view = notProvisionedView(nameOf)
  return (
    <SessionFrame
      path="/authentication/user-sessions/not-provisioned"
      description="Who signed in at an IdP with SCIM Sync and was refused here."
    >
      {page.total > 0 ? <OktaAdvice /> : null}
      <NotProvisionedTable
        definition={definition}
        page={pageOf(page, view, now)}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(open && { heading: open.userName, body: <NotProvisionedDetail person={view(open)} /> }),
              }
        }
      />
    </SessionFrame>
  )
}
