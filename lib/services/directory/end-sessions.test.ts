import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { sessionRow } from '#db/queries/user-sessions-testing.ts'
import { insertUserSession } from '#db/queries/user-sessions.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { cliActor } from '../actor.ts'
import { createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { admitUser } from '../sign-on-people/index.ts'
import { arrival } from '../sign-on-people/testing.ts'
import { deleteUsers, setUsersActive } from './index.ts'

const actor = cliActor('ada')

describe.each(engines)('people whom sign-ins have made, on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let idpId: string
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    idpId = (await createIdp({ name: 'Okta', scimSync: false, scimPolicy: false }, actor)).id
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  const signIn = (userName: string) =>
    store.write(async (tx) => {
      const admission = await admitUser(tx, arrival(userName, {}, { id: idpId }))
      if (!admission.isAdmitted || admission.userId === null) return undefined
      await insertUserSession(tx, sessionRow(userName, { idpId, userId: admission.userId }))
      return { idpId, id: admission.userId }
    })
  const reasons = async (userName: string) => {
    const rows = await store.read.select().from(store.tables.userSessions)
    return rows.filter((row) => row.userName === userName).map((row) => row.endReason)
  }

  test('deactivated by an administrator: signed out, and refused until they are active again', async () => {
    const dana = await signIn('dana@example.com')
    if (!dana) throw new Error('not admitted')
    await setUsersActive([dana], false, actor)
    expect(await reasons('dana@example.com')).toEqual(['deactivated'])
    expect(await signIn('dana@example.com')).toBeUndefined()
    await setUsersActive([dana], true, actor)
    expect(await reasons('dana@example.com')).toEqual(['deactivated'])
    expect(await signIn('dana@example.com')).toEqual(dana)
  })

  test('deleted by an administrator: signed out; the next sign-in makes somebody new', async () => {
    const sam = await signIn('sam@example.com')
    if (!sam) throw new Error('not admitted')
    await deleteUsers([sam], actor)
    expect(await reasons('sam@example.com')).toEqual(['deleted'])
    expect((await signIn('sam@example.com'))?.id).not.toBe(sam.id)
    expect(await reasons('sam@example.com')).toEqual(['deleted', null])
  })
})
