import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sessionRow } from '#db/queries/user-sessions-testing.ts'
import { insertUserSession } from '#db/queries/user-sessions.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { admitUser } from '../sign-on-people/admit-user.ts'
import { arrival } from '../sign-on-people/testing.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

describe.each(engines)('sessions and provisioning on %s', (engine) => {
  let scim: ScimBench
  let keeping: TestIdp
  let deleting: TestIdp
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    keeping = await scim.addIdp({ onReturningUser: 'restore' })
    deleting = await scim.addIdp({ onDeactivate: 'delete' })
  }, 60_000)
  afterAll(() => scim.close())

  let n = 0
  /** Somebody with two sessions of their own and one from before SCIM knew them; and a neighbour with one. */
  const signedIn = async (idp: TestIdp) => {
    const userName = `dana${++n}@example.com`
    const { body } = await scim.send(idp, 'POST', '/Users', { schemas: [USER], userName, externalId: `ext-${n}` })
    const userId = String(body['id'])
    await scim.store.write(async (tx) => {
      const of = { idpId: idp.id, userId }
      for (const rest of [of, of, { idpId: idp.id }]) await insertUserSession(tx, sessionRow(userName, rest))
      await insertUserSession(tx, sessionRow(`neighbour${n}@example.com`, { idpId: idp.id, userId: 'neighbour' }))
      await insertUserSession(tx, sessionRow(userName, { idpId: 'another' }))
    })
    return { userName, userId }
  }
  const patch = (idp: TestIdp, id: string, value: object) =>
    scim.send(idp, 'PATCH', `/Users/${id}`, { schemas: [PATCH], Operations: [{ op: 'replace', value }] })
  /** End reasons of this IdP's sessions of the name; other sessions live. */
  const reasons = async (idp: TestIdp, userName: string) => {
    const rows = await scim.store.read.select().from(scim.store.tables.userSessions)
    const mine = rows.filter((row) => row.idpId === idp.id && row.userName === userName)
    const others = rows.filter((row) => row.userName === `neighbour${n}@example.com` || row.idpId === 'another')
    expect(others.filter((row) => row.endedAt !== null)).toEqual([])
    for (const row of mine) expect(row.endedAt === null).toBe(row.endReason === null)
    return mine.map((row) => row.endReason)
  }
  const notes = async (idp: TestIdp) => (await scim.logs(idp)).at(-1)?.notes ?? ''
  const all = (reason: string | null) => [reason, reason, reason]

  test('a deactivation by PATCH ends them, in the same transaction, and the log says so', async () => {
    const { userId, userName } = await signedIn(keeping)
    expect((await patch(keeping, userId, { active: false })).status).toBe(200)
    expect(await reasons(keeping, userName)).toEqual(all('deactivated'))
    expect(await notes(keeping)).toContain('3 sessions of the user were ended.')
  })

  test('a deactivation by PUT', async () => {
    const { userId, userName } = await signedIn(keeping)
    await scim.send(keeping, 'PUT', `/Users/${userId}`, { schemas: [USER], userName, active: false })
    expect(await reasons(keeping, userName)).toEqual(all('deactivated'))
  })

  test('a deactivation with the string that Entra sends', async () => {
    const { userId, userName } = await signedIn(keeping)
    const Operations = [{ op: 'Replace', path: 'active', value: 'False' }]
    await scim.send(keeping, 'PATCH', `/Users/${userId}`, { schemas: [PATCH], Operations })
    expect(await reasons(keeping, userName)).toEqual(all('deactivated'))
  })

  test('a deletion', async () => {
    const { userId, userName } = await signedIn(keeping)
    expect((await scim.send(keeping, 'DELETE', `/Users/${userId}`)).status).toBe(204)
    expect(await reasons(keeping, userName)).toEqual(all('deleted'))
    expect(await notes(keeping)).toContain('3 sessions of the user were ended.')
  })

  test('a deactivation where that deletes', async () => {
    const { userId, userName } = await signedIn(deleting)
    await patch(deleting, userId, { active: false, userName: 'other@example.com' })
    expect((await scim.send(deleting, 'GET', `/Users/${userId}`)).status).toBe(404)
    expect(await reasons(deleting, userName)).toEqual(all('deactivated'))
  })

  test('a change of userName, but not of its case', async () => {
    const { userId, userName } = await signedIn(keeping)
    await patch(keeping, userId, { userName: userName.toUpperCase() })
    expect(await reasons(keeping, userName)).toEqual(all(null))
    await patch(keeping, userId, { userName: `renamed-${userName}` })
    expect(await reasons(keeping, userName)).toEqual(all('renamed'))
  })

  test('Bulk: deactivation and deletion', async () => {
    const one = await signedIn(keeping)
    const other = await signedIn(keeping)
    const answer = await scim.send(keeping, 'POST', '/Bulk', {
      schemas: [BULK],
      Operations: [
        {
          method: 'PATCH',
          path: `/Users/${one.userId}`,
          data: { schemas: [PATCH], Operations: [{ op: 'replace', path: 'active', value: false }] },
        },
        { method: 'DELETE', path: `/Users/${other.userId}` },
      ],
    })
    expect(answer.status).toBe(200)
    expect(await reasons(keeping, one.userName)).toEqual(all('deactivated'))
    expect(await reasons(keeping, other.userName)).toEqual(all('deleted'))
  })

  test('a reactivation, and a create that restores, bring no session back', async () => {
    const { userId, userName } = await signedIn(keeping)
    await patch(keeping, userId, { active: false })
    await patch(keeping, userId, { active: true })
    expect(await reasons(keeping, userName)).toEqual(all('deactivated'))
    await patch(keeping, userId, { active: false })
    const restored = await scim.send(keeping, 'POST', '/Users', { schemas: [USER], userName })
    expect(restored).toMatchObject({ status: 201, body: { id: userId, active: true } })
    expect(await reasons(keeping, userName)).toEqual(all('deactivated'))
  })

  test('every other change leaves them, and asks the database nothing more', async () => {
    const { userId, userName } = await signedIn(keeping)
    const spy = vi.spyOn(await import('#db/queries/end-user-sessions.ts'), 'endSessionsOfUser')
    for (const value of [{ title: 'Buyer' }, { active: true }, { emails: [{ value: 'd@example.com' }] }, {}]) {
      expect((await patch(keeping, userId, value)).status).toBe(200)
    }
    expect(await reasons(keeping, userName)).toEqual(all(null))
    expect(spy).not.toHaveBeenCalled()
    await patch(keeping, userId, { active: false })
    expect(spy).toHaveBeenCalledOnce()
  })

  test('a refused deactivation ends nothing', async () => {
    const { userId, userName } = await signedIn(keeping)
    const Operations = [{ op: 'replace', path: 'active', value: false }]
    const body = { schemas: [PATCH], Operations }
    const answer = await scim.send(keeping, 'PATCH', `/Users/${userId}`, body, { 'if-match': 'W/"99"' })
    expect(answer.status).toBe(412)
    expect(await reasons(keeping, userName)).toEqual(all(null))
  })

  test('whoever signs in while being deactivated is refused, or their session is ended with the others', async () => {
    for (let round = 0; round < 15; round++) {
      const { userId, userName } = await signedIn(keeping)
      const signIn = scim.store.write(async (tx) => {
        const admission = await admitUser(tx, arrival(userName, {}, { id: keeping.id, scimSync: true }))
        if (admission.isAdmitted) await insertUserSession(tx, sessionRow(userName, { idpId: keeping.id, userId }))
      })
      await Promise.all([signIn, patch(keeping, userId, { active: false })])
      expect(await reasons(keeping, userName)).not.toContain(null)
    }
  })
})
