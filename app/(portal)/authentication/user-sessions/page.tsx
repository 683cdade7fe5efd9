import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { RevokeOfIdp } from '#components/user-sessions/revoke-of-idp.tsx'
import { SessionDenied } from '#components/user-sessions/session-denied.tsx'
import { SessionDetail } from '#components/user-sessions/session-detail.tsx'
import { SessionFrame } from '#components/user-sessions/session-frame.tsx'
import { SessionsTable } from '#components/user-sessions/sessions-table.tsx'
import { store } from '#db/index.ts'
import { countOpenSessions, findListedSession, listUserSessionPage } from '#db/queries/list-user-sessions.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { openBounds } from '#lib/services/sign-on-people/index.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { userSessions } from '#lib/table/user-sessions.ts'
import { openDefault } from '../../open-default.ts'
import { pageOf } from '../scim/page-of.ts'
import { sessionTable } from './asked.ts'
import { sessionActions } from './page-actions.ts'
import { sessionView } from './view.ts'

export const metadata: Metadata = { title: userSessions.title }

export default async function UserSessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'read')) return <SessionDenied definition={userSessions} />
  const now = new Date()
  const q = store().report
  const { definition, nameOf } = await sessionTable(q, userSessions)
  await openDefault(definition, '/authentication/user-sessions', searchParams, administrator.id)
  const query = await loadTableQuery(definition, searchParams, now)
  const bounds = await openBounds(q, now)
  const [page, open, counts] = await Promise.all([
    listUserSessionPage(q, query, bounds),
    query.row === undefined ? undefined : findListedSession(q, query.row, bounds),
    countOpenSessions(q, bounds),
  ])
  const view = sessionView(nameOf)
  const actions = isPermitted(administrator, 'configure') ? sessionActions : undefined
  const idps = [...counts]
    .map(([id, count]) => ({ id, name: nameOf(id), open: count }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  return (
    <SessionFrame
      path="/authentication/user-sessions"
      description="Who is signed in through which IdP, and how earlier sessions ended."
      actions={actions && idps.length > 0 ? <RevokeOfIdp idps={idps} actions={actions} /> : null}
    >
      <SessionsTable
        definition={definition}
        page={pageOf(page, view, now)}
        actions={actions}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(open && { heading: open.userName, body: <SessionDetail session={view(open)} actions={actions} /> }),
              }
        }
      />
    </SessionFrame>
  )
}
