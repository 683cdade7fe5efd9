import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { userRow } from '#db/queries/list-testing.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { admit as admitArrival } from './testing.ts'

describe.each(engines)('the SCIM check on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
  })
  afterAll(() => close())
  beforeEach(() =>
    store.write(async (tx) => {
      const { users, userEmails, notProvisioned } = tx.tables
      for (const table of [users, userEmails, notProvisioned]) await tx.delete(table)
    }),
  )

  const admit = (loginName: string) => admitArrival(store, loginName, {}, { scimSync: true })
  const has = (userName: string, rest: Parameters<typeof userRow>[1] = {}) =>
    store.write(async (tx) => {
      const row = userRow(userName, rest)
      await tx.insert(tx.tables.users).values(row)
      return row.id
    })
  const refused = () => store.read.select().from(store.tables.notProvisioned)

  test('lets in whom SCIM has brought, whatever the case, under the name that SCIM gave', async () => {
    const id = await has('Dana.Reyes@Example.com')
    const admission = { isAdmitted: true, userId: id, userName: 'Dana.Reyes@Example.com', notes: [] }
    expect(await admit('dana.reyes@EXAMPLE.com')).toEqual(admission)
    expect(await refused()).toEqual([])
  })

  test('refuses somebody absent, and counts the attempts', async () => {
    expect(await admit('dana@example.com')).toEqual({
      isAdmitted: false,
      refusal: 'SAML-504',
      detail: 'SCIM has not brought a user “dana@example.com”.',
    })
    await admit('DANA@example.com')
    expect(await refused()).toMatchObject([
      { idpId: '1', userName: 'DANA@example.com', reason: 'absent', attempts: 2, nearMiss: null },
    ])
  })

  test('refuses somebody inactive, and lets them in once they are active again', async () => {
    const id = await has('dana@example.com', { active: false })
    expect(await admit('dana@example.com')).toMatchObject({ isAdmitted: false, refusal: 'SAML-505' })
    expect(await refused()).toMatchObject([{ userName: 'dana@example.com', reason: 'inactive', attempts: 1 }])
    await store.write((tx) => tx.update(tx.tables.users).set({ active: true }))
    expect(await admit('dana@example.com')).toMatchObject({ isAdmitted: true, userId: id })
    expect(await refused()).toEqual([])
  })

  test('never takes the user of another IdP', async () => {
    await has('dana@example.com', { idpId: '2' })
    expect(await admit('dana@example.com')).toMatchObject({ isAdmitted: false, refusal: 'SAML-504' })
    expect(await refused()).toMatchObject([{ idpId: '1', nearMiss: null }])
  })

  test.each([
    ['the same person in another domain', 'dana@example.com', 'dana@example.org'],
    ['space at the end', 'dana@example.com', 'dana@example.com '],
    ['space within', 'dana reyes@example.com', 'danareyes@example.com'],
    ['dots that are missing', 'danareyes@example.com', 'dana.reyes@example.com'],
    ['dots too many', 'dana.reyes@example.com', 'danareyes@example.com'],
    ['an accent', 'danä@example.com', 'dana@example.com'],
    ['a dotless i', 'dılek@example.com', 'dilek@example.com'],
    ['a dotted capital', 'DİLEK@example.com', 'dilek@example.com'],
    ['no domain', 'dana', 'dana@example.com'],
    ['a domain too many', 'dana@example.com', 'dana'],
    ['the form of Windows', 'EXAMPLE\\dana', 'dana@example.com'],
  ])('shows a near miss, and refuses it: %s', async (_what, loginName, userName) => {
    await has(userName)
    await has('daniel@example.com')
    expect(await admit(loginName)).toMatchObject({
      isAdmitted: false,
      refusal: 'SAML-504',
      detail: expect.stringContaining(`There is “${userName}”, which is not the same.`),
    })
    expect(await refused()).toMatchObject([{ userName: loginName, nearMiss: userName }])
  })

  test('shows whose e-mail address the login name is', async () => {
    const userId = await has('u1077@corp')
    await store.write((tx) =>
      tx
        .insert(tx.tables.userEmails)
        .values({ idpId: '1', userId, position: 0, valueKey: 'dana@example.com', isPrimary: true }),
    )
    expect(await admit('dana@example.com')).toMatchObject({ refusal: 'SAML-504' })
    expect(await refused()).toMatchObject([{ nearMiss: 'u1077@corp' }])
  })

  test('somebody else whose name begins alike is no near miss', async () => {
    await has('danielle@example.com')
    await has('dan@example.com')
    await admit('dana@example.com')
    expect(await refused()).toMatchObject([{ nearMiss: null }])
  })

  test.each([
    ['nothing', '  '],
    ['a NUL', 'dana\0@example.com'],
    ['a line break', 'dana@example.com\n'],
    ['half a character', 'dana\ud800@example.com'],
    ['a book', 'd'.repeat(100_000)],
  ])('a login name of %s is refused and not kept', async (_what, loginName) => {
    expect(await admit(loginName)).toMatchObject({ isAdmitted: false, refusal: 'SAML-501' })
    expect(await refused()).toEqual([])
  })

  test('the longest names, of characters that fold to many, are kept shortened', async () => {
    const loginName = 'ﷺ'.repeat(1_000)
    expect(await admit(loginName)).toMatchObject({ refusal: 'SAML-504' })
    expect(await admit(loginName)).toMatchObject({ refusal: 'SAML-504' })
    expect((await refused()).map(({ userName, attempts }) => [userName.length, attempts])).toEqual([[256, 2]])
  })

  test('with provisioning off, whoever the IdP vouches for is let in', async () => {
    const id = await has('Dana@example.com')
    const off = { samlAutoProvisioning: false }
    expect(await admitArrival(store, 'dana@example.com', {}, off)).toMatchObject({ isAdmitted: true, userId: id })
    expect(await admitArrival(store, 'new@example.com', {}, off)).toEqual({
      isAdmitted: true,
      userId: null,
      userName: 'new@example.com',
      notes: [],
    })
    expect(await store.read.$count(store.tables.users)).toBe(1)
  })
})
