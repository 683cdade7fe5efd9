import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { userRow } from '#db/queries/list-testing.ts'
import { openPostgres } from '#db/postgres.ts'
import { endUserSessions } from '#db/queries/user-sessions.ts'
import { rootFolder } from '#db/root.ts'
import { openSqlite } from '#db/sqlite.ts'
import type { Engine, Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import { openTestStore } from '#db/testing.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { BELIEVED_MS } from '#lib/services/forward-auth/believed.ts'
import { changeIdp } from '#lib/services/idps/index.ts'
import { blockUser, createRule, deleteRule } from '#lib/services/policy/index.ts'
import { openScim, type ScimBench } from '#lib/services/scim/testing.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { actor, allow, newBrowser, openDoor, type Door, type TestBrowser } from './testing-forward-auth.ts'

const wiki = 'https://wiki.example.com/'

/** Two stores on one database, as two processes have them. */
async function openTwo(engine: Engine): Promise<{ one: Store; other: Store; close(): Promise<void> }> {
  const migrations = join(rootFolder(), 'db', 'migrations', engine)
  if (engine === 'sqlite') {
    const { store, file, close } = await openTestStore()
    const other = await openSqlite(file, migrations)
    return { one: store, other, close: () => other.close().then(close) }
  }
  const server = await startPostgres()
  const url = await server.freshDatabase()
  const [one, other] = [await openPostgres(url, migrations), await openPostgres(url, migrations)]
  return { one, other, close: () => Promise.all([one.close(), other.close()]).then(() => server.stop()) }
}

describe.each(engines)('what another process changes ends access within a second, on %s', (engine) => {
  let two: Awaited<ReturnType<typeof openTwo>>
  let door: Door
  let scim: ScimBench
  let ruleId: string
  beforeAll(async () => {
    two = await openTwo(engine)
    door = await openDoor(engine, { store: two.one, close: async () => undefined })
    scim = await openScim('node', { store: two.other, close: async () => undefined })
    useStore(two.one)
    await door.addApplication('Wiki', ['wiki.example.com'])
    const rule = { name: 'Everybody', description: '', isEnabled: true, outcome: allow, criteria: noCriteria }
    ruleId = (await createRule('access', rule, actor)).id
  }, 60_000)
  afterAll(async () => {
    useStore(two.one)
    await door.close()
    await scim.close()
    await two.close()
  })

  type Person = { idpId: string; userId: string; token: string; browser: TestBrowser; reference: string }

  /** Somebody whom SCIM has brought, signed in at the application. */
  async function somebody(name: string): Promise<Person> {
    const userName = `${name}@${name}.example`
    const idpId = await door.addIdp({ name, nameKey: name, scimSync: true }, { domains: [`${name}.example`] })
    const document = JSON.stringify({ userName, active: true })
    const user = userRow(userName, { idpId, document })
    const { token, hash, hint } = newScimToken()
    await two.one.write(async (tx) => {
      await tx.insert(tx.tables.users).values(user)
      const made = { state: 'live', createdAt: new Date(), createdBy: 'test' } as const
      await tx.insert(tx.tables.scimTokens).values({ id: hash.slice(0, 32), idpId, hash, hint, ...made })
    })
    const browser = newBrowser()
    const reference = await door.sessionOf(idpId, userName)
    // So long a new IdP may not be known, either.
    await pause(BELIEVED_MS)
    await door.handOver(wiki, browser, reference)
    const { status, headers } = await door.ask(wiki, browser)
    expect([status, headers['x-rollcall-user-id']]).toEqual([200, user.id])
    return { idpId, userId: user.id, token, browser, reference }
  }

  /** How long access lasts once the other process has made a change, in ms; and how it is refused then. */
  async function lasts({ browser }: Person, change: () => Promise<unknown>): Promise<{ ms: number; status: number }> {
    useStore(two.other)
    await change()
    useStore(two.one)
    const since = performance.now()
    for (;;) {
      const { status } = await door.ask(wiki, browser)
      const ms = performance.now() - since
      if (status !== 200 || ms > 3_000) return { ms, status }
      await pause(20)
    }
  }

  const isSoon = ({ ms }: { ms: number }) => expect(ms).toBeLessThan(1_000)

  test('SCIM deactivates', async () => {
    const person = await somebody('dana')
    const ended = await lasts(person, async () => {
      const body = {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', value: { active: false } }],
      }
      const idp = { id: person.idpId, token: person.token, tokenId: '' }
      expect((await scim.send(idp, 'PATCH', `/Users/${person.userId}`, body)).status).toBe(200)
    })
    isSoon(ended)
    expect(ended.status).toBe(401)
  })

  test('an administrator blocks', async () => {
    const person = await somebody('eve')
    const ended = await lasts(person, () => blockUser(person, 'The laptop was lost.', actor))
    isSoon(ended)
    expect(ended.status).toBe(403)
    expect((await door.ask(wiki, person.browser)).text).not.toContain('laptop')
  })

  test('a session is revoked', async () => {
    const person = await somebody('finn')
    const ended = await lasts(person, () =>
      two.other.write(async (tx) => {
        const { userSessions: t } = tx.tables
        const rows = await tx.select({ id: t.id, idpId: t.idpId }).from(t)
        const ids = rows.filter(({ idpId }) => idpId === person.idpId).map(({ id }) => id)
        return endUserSessions(tx, ids, { at: new Date(), reason: 'revoked' })
      }),
    )
    isSoon(ended)
    expect(ended.status).toBe(401)
  })

  test('an IdP is disabled', async () => {
    const person = await somebody('gil')
    const settings = { status: 'disabled' as const }
    const ended = await lasts(person, () => changeIdp(person.idpId, { settings, confirmed: [] }, actor))
    isSoon(ended)
    expect([401, 403]).toContain(ended.status)
  })

  test('a rule is deleted', async () => {
    const person = await somebody('hana')
    const ended = await lasts(person, () => deleteRule(ruleId, actor))
    isSoon(ended)
    expect(ended.status).toBe(403)
  })
})
