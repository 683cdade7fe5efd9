import { afterAll, beforeAll, expect, test } from 'vitest'
import { logRow } from '#db/queries/list-testing.ts'
import { isAppError, type EditConflict } from '#lib/errors.ts'
import { readCertificates, type Certificate } from '#lib/saml/certificate.ts'
import { testCertificate } from '#lib/saml/testing.ts'
import type { Actor } from '../actor.ts'
import { changeIdp, generateToken, getIdpView, planChange, startIdp, type IdpChange } from './index.ts'
import { dana, openIdpTestStore, sam } from './testing.ts'

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
beforeAll(async () => {
  opened = await openIdpTestStore()
})
afterAll(() => opened.close())

const certificateOf = async (): Promise<Certificate> => {
  const [first] = readCertificates((await testCertificate()).pem)
  if (!first) throw new Error('no certificate')
  return first
}

/** An IdP that is set up, as a form shows it. */
const open = async (name: string) => {
  const { id } = await startIdp({ name, singleSignOn: 'user', usesArbitraryDomains: false, domains: [] }, dana)
  const change: IdpChange = { wizard: 'finish', settings: { scimSync: true }, confirmed: ['scim-before-saml'] }
  await changeIdp(id, { ...change, certificates: [await certificateOf()] }, dana)
  const view = await getIdpView(id)
  const { name: shown, forcesAuthentication, sendsLoginHint, pageSize, domains } = view
  return {
    id,
    seen: {
      version: view.version,
      opened: {
        settings: { name: shown, forcesAuthentication, sendsLoginHint, pageSize, domains },
        certificates: view.certificates.map(({ fingerprint }) => fingerprint),
      },
    },
  }
}

const conflictOf = async (work: Promise<unknown>): Promise<EditConflict> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!isAppError(error) || error.code !== 'changed' || !error.conflict)
    throw new Error('no conflict', { cause: error })
  return error.conflict
}

test('the second editor is told who was faster, and field by field what differs; planning tells it as early as saving', async () => {
  const { id, seen } = await open('Compared')
  await changeIdp(id, { settings: { forcesAuthentication: true, pageSize: 50, domains: ['b.example'] } }, sam)
  // What both want alike is no difference.
  const mine = { ...seen, settings: { sendsLoginHint: false, pageSize: 70, domains: ['b.example'] } }
  const conflict = await conflictOf(changeIdp(id, mine, dana))
  expect(conflict).toEqual({
    version: seen.version + 1,
    by: sam.name,
    isOwn: false,
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    fields: [
      { field: 'forcesAuthentication', opened: false, theirs: true, mine: false },
      { field: 'sendsLoginHint', opened: true, theirs: true, mine: false },
      { field: 'pageSize', opened: 100, theirs: 50, mine: 70 },
    ],
  })
  expect(await conflictOf(planChange(id, mine, dana))).toEqual(conflict)
  expect((await conflictOf(planChange(id, mine, sam))).isOwn).toBe(true)
  await changeIdp(id, { ...mine, version: conflict.version }, dana)
  expect(await getIdpView(id)).toMatchObject({ forcesAuthentication: true, sendsLoginHint: false, pageSize: 70 })
})

test('certificates are compared by what they say of themselves', async () => {
  const { id, seen } = await open('Certified')
  const [theirs, mine] = [await certificateOf(), await certificateOf()]
  await changeIdp(id, { certificates: [theirs] }, sam)
  const { fields } = await conflictOf(changeIdp(id, { ...seen, certificates: [mine] }, dana))
  expect(fields).toMatchObject([
    {
      field: 'certificates',
      opened: seen.opened.certificates.map((fingerprint) => ({ fingerprint })),
      theirs: [{ fingerprint: theirs.fingerprint, commonName: theirs.commonName }],
      mine: [{ fingerprint: mine.fingerprint }],
    },
  ])
})

test('no secret is in a conflict, and what is done to tokens is nobody’s change', async () => {
  const { id, seen } = await open('Secretive')
  await changeIdp(id, { settings: { forcesAuthentication: true } }, sam)
  const other: Actor = { ...dana, id: 'a3', name: 'kim@example.com' }
  const { token } = await generateToken(id, other)
  const conflict = await conflictOf(changeIdp(id, { ...seen, settings: { pageSize: 10 } }, dana))
  expect(conflict.by).toBe(sam.name)
  expect(JSON.stringify(conflict)).not.toContain(token)
  expect(JSON.stringify(conflict)).not.toMatch(/PRIVATE|BEGIN CERT|hash/i)
})

test('keeping logs for a shorter time is confirmed with the number of entries that go', async () => {
  const { id } = await open('Forgetful')
  const now = new Date()
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  await opened.store.write(async (tx) => {
    for (const days of [1, 6, 8, 9, 13])
      await tx.insert(tx.tables.syncLogs).values(logRow(daysAgo(days), { idpId: id }))
  })
  const shorter = { settings: { logRetentionDays: 7 } }
  expect(await planChange(id, shorter, dana, now)).toMatchObject({
    required: ['logs-shortened'],
    facts: { oldLogs: { days: 7, count: 3, isMore: false } },
  })
  await expect(changeIdp(id, shorter, dana)).rejects.toMatchObject({ code: 'conflict', field: 'logRetentionDays' })
  expect((await planChange(id, { settings: { logRetentionDays: 30 } }, dana)).required).toEqual([])
  await changeIdp(id, { ...shorter, confirmed: ['logs-shortened'] }, dana)
  expect(await getIdpView(id)).toMatchObject({ logRetentionDays: 7 })
})
