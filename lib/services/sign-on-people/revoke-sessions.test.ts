import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { listQuery } from '#db/queries/list-testing.ts'
import { sessionRow } from '#db/queries/user-sessions-testing.ts'
import { insertUserSession } from '#db/queries/user-sessions.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { cliActor } from '../actor.ts'
import { changeIdp, createIdp, deleteIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import {
  revokeMatchingSessions,
  revokeSessionsOfIdp,
  revokeSessionsOfUser,
  revokeUserSession,
  revokeUserSessions,
} from './revoke-sessions.ts'

const actor = cliActor('ada')
const dayMs = 86_400_000

describe.each(engines)('revoking sessions on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let okta: string
  let entra: string
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    okta = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, actor)).id
    entra = (await createIdp({ name: 'Entra', scimSync: true, scimPolicy: false }, actor)).id
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(() =>
    store.write(async (tx) => {
      await tx.delete(tx.tables.userSessions)
      await tx.delete(tx.tables.auditLogs)
    }),
  )

  const open = async (userName: string, rest: Parameters<typeof sessionRow>[1] = {}) => {
    const row = sessionRow(userName, { idpId: okta, ...rest })
    await store.write((tx) => insertUserSession(tx, row))
    return row.id
  }
  const ended = async () => {
    const rows = await store.read.select().from(store.tables.userSessions)
    return Object.fromEntries(rows.map((row) => [row.id, row.endReason]))
  }
  const audits = async () => {
    const rows = await store.read.select().from(store.tables.auditLogs).orderBy(store.tables.auditLogs.id)
    return rows.map((row) => `${row.action} ${row.targetType} ${row.targetName}`)
  }

  test('one session ends, with an audit row that tells which it was, and only once', async () => {
    const id = await open('dana@example.com')
    const other = await open('dana@example.com')
    await revokeUserSession(id, actor)
    expect(await ended()).toEqual({ [id]: 'revoked', [other]: null })
    expect(await audits()).toEqual(['user-session.revoke user-session dana@example.com'])
    await expect(revokeUserSession(id, actor)).rejects.toMatchObject({ code: 'not-found' })
    expect(await audits()).toHaveLength(1)
  })

  test('several sessions, of which those that are over are left as they are', async () => {
    const one = await open('dana@example.com')
    const over = await open('sam@example.com', { endedAt: new Date(), endReason: 'logout' })
    const stale = await open('kim@example.com', { expiresAt: new Date(Date.now() - 1) })
    expect(await revokeUserSessions([one, over, stale, 'unknown'], actor)).toBe(1)
    expect(await ended()).toEqual({ [one]: 'revoked', [over]: 'logout', [stale]: null })
  })

  test('all of a user: those of the id and of the name, at that IdP alone', async () => {
    const mine = [
      await open('dana@example.com', { userId: 'dana' }),
      await open('Dana@example.com'),
      // Over by the Authentication Frequency of now, which may change.
      await open('dana@example.com', {
        userId: 'dana',
        createdAt: new Date(Date.now() - 3 * dayMs),
        expiresAt: new Date(Date.now() + dayMs),
      }),
    ]
    const others = [await open('sam@example.com', { userId: 'sam' }), await open('dana@example.com', { idpId: entra })]
    expect(await revokeSessionsOfUser({ idpId: okta, userId: 'dana', userName: 'dana@example.com' }, actor)).toBe(2)
    const reasons = await ended()
    expect(mine.map((id) => reasons[id])).toEqual(['revoked', 'revoked', 'revoked'])
    expect(others.map((id) => reasons[id])).toEqual([null, null])
    expect(await audits()).toEqual(['user-session.revoke user dana@example.com'])
  })

  test('all of an IdP, in turns, told in the audit log', async () => {
    await store.write(async (tx) => {
      for (let n = 0; n < 1_001; n++) await insertUserSession(tx, sessionRow(`p${n}@example.com`, { idpId: okta }))
    })
    const other = await open('dana@example.com', { idpId: entra })
    expect(await revokeSessionsOfIdp(okta, actor)).toBe(1_001)
    const reasons = await ended()
    expect(Object.values(reasons).filter((reason) => reason === 'revoked')).toHaveLength(1_001)
    expect(reasons[other]).toBeNull()
    expect(new Set(await audits())).toEqual(new Set(['user-session.revoke idp Okta']))
    await expect(revokeSessionsOfIdp('1', actor)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('all that match, the open ones', async () => {
    const dana = await open('dana@example.com')
    const sam = await open('sam@example.com')
    const { filters, range } = listQuery({ filters: { userName: ['DANA'] } })
    expect(await revokeMatchingSessions({ filters, range }, actor)).toBe(1)
    expect(await ended()).toEqual({ [dana]: 'revoked', [sam]: null })
    expect(await revokeMatchingSessions({ filters: { state: ['ended'] }, range }, actor)).toBe(0)
  })

  test('disabling an IdP ends its sessions, and so does deleting it', async () => {
    const { id } = await createIdp({ name: 'Ping', scimSync: true, scimPolicy: false }, actor)
    const first = await open('dana@example.com', { idpId: id })
    const other = await open('dana@example.com')
    await changeIdp(id, { settings: { status: 'disabled' } }, actor)
    expect(await ended()).toEqual({ [first]: 'idp', [other]: null })
    await changeIdp(id, { settings: { status: 'enabled' } }, actor)
    expect(await ended()).toEqual({ [first]: 'idp', [other]: null })
    const second = await open('dana@example.com', { idpId: id })
    await changeIdp(id, { settings: { forcesAuthentication: true } }, actor)
    expect((await ended())[second]).toBeNull()
    await deleteIdp(id, 'Ping', actor)
    expect(await ended()).toEqual({ [first]: 'idp', [second]: 'idp', [other]: null })
  })
})
