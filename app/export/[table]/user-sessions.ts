import { sessionTable } from '#app/(portal)/authentication/user-sessions/asked.ts'
import { notProvisionedView, sessionView, signInView } from '#app/(portal)/authentication/user-sessions/view.ts'
import { store } from '#db/index.ts'
import { listNotProvisionedPage } from '#db/queries/list-not-provisioned.ts'
import { listSignInPage } from '#db/queries/list-sign-ins.ts'
import { listUserSessionPage } from '#db/queries/list-user-sessions.ts'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import { openBounds } from '#lib/services/sign-on-people/index.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { notProvisioned, notProvisionedReasons } from '#lib/table/not-provisioned.ts'
import { signInLog } from '#lib/table/sign-in-log.ts'
import { endReasons, sessionStates, userSessions } from '#lib/table/user-sessions.ts'
import { exportSource } from './source.ts'

export const exportUserSessions = exportSource({
  definition: userSessions,
  permission: 'read',
  open: async (_query, _searchParams, now) => {
    const bounds = await openBounds(store().report, now)
    return opened(userSessions, sessionView, (step) => listUserSessionPage(store().report, step, bounds))
  },
  values: {
    userName: (session) => session.userName,
    provider: (session) => session.idp.name,
    state: (session) => labelOf(sessionStates, session.state),
    reason: (session) => labelOf(endReasons, session.reason),
    createdAt: (session) => session.createdAt,
    lastSeenAt: (session) => session.lastSeenAt,
    client: (session) => session.client,
    address: (session) => session.address,
    authenticatedAt: (session) => session.authenticatedAt,
    expiresAt: (session) => session.expiresAt,
    endedAt: (session) => session.endedAt,
    nameId: (session) => session.nameId,
    attributes: (session) =>
      JSON.stringify(Object.fromEntries(session.attributes.map((one) => [one.name, one.values]))),
    userAgent: (session) => session.userAgent,
    userId: (session) => session.userId,
    id: (session) => session.id,
  },
})

export const exportSignInLog = exportSource({
  definition: signInLog,
  permission: 'read',
  open: () => opened(signInLog, signInView, (step) => listSignInPage(store().report, step)),
  values: {
    at: (signIn) => signIn.at,
    outcome: (signIn) => (signIn.outcome === 'accepted' ? 'Accepted' : 'Refused'),
    userName: (signIn) => signIn.userName,
    provider: (signIn) => signIn.idp.name,
    refusal: (signIn) => signIn.refusal?.title,
    purpose: (signIn) => signIn.purpose,
    client: (signIn) => signIn.client,
    address: (signIn) => signIn.address,
    detail: (signIn) => signIn.detail,
    advice: (signIn) => signIn.refusal?.advice,
    code: (signIn) => signIn.refusal?.code,
    userAgent: (signIn) => signIn.userAgent,
    id: (signIn) => signIn.id,
  },
})

export const exportNotProvisioned = exportSource({
  definition: notProvisioned,
  permission: 'read',
  open: () => opened(notProvisioned, notProvisionedView, (step) => listNotProvisionedPage(store().report, step)),
  values: {
    userName: (person) => person.userName,
    provider: (person) => person.idp.name,
    reason: (person) => labelOf(notProvisionedReasons, person.reason),
    nearMiss: (person) => person.nearMiss,
    attempts: (person) => person.attempts,
    lastAt: (person) => person.lastAt,
    firstAt: (person) => person.firstAt,
  },
})

/** The table with the IdPs that there are to choose from, and its rows. */
async function opened<Row, View>(
  table: TableDefinition,
  viewOf: (nameOf: (idpId: string) => string) => (row: Row) => View,
  list: (step: ListQuery) => Promise<ListPage<Row>>,
) {
  const { definition, nameOf } = await sessionTable(store().report, table)
  const view = viewOf(nameOf)
  return {
    definition,
    list: async (step: ListQuery) => {
      const page = await list(step)
      return { ...page, rows: page.rows.map(view) }
    },
  }
}

const labelOf = (choices: readonly { value: string; label: string }[], value: string | null) =>
  choices.find((choice) => choice.value === value)?.label
