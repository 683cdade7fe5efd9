import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listLiveTokens } from '#db/queries/idp-tokens.ts'
import { upsertTokenUse } from '#db/queries/tokens.ts'
import type { Store } from '#db/store.ts'
import { looksLikeScimToken, sha256Hex } from '#lib/auth/secrets.ts'
import {
  changeIdp,
  createIdp,
  discardToken,
  generateToken,
  getIdpView,
  limitToken,
  revokeToken,
  rotateToken,
  sweepTokens,
} from './index.ts'
import { dana, openIdpTestStore, sam } from './testing.ts'

let store: Store
let opened: Awaited<ReturnType<typeof openIdpTestStore>>
beforeAll(async () => {
  opened = await openIdpTestStore()
  store = opened.store
})
afterAll(() => opened.close())

let count = 0
/** An IdP with SCIM Sync and one live token. */
const provisioning = () => createIdp({ name: `idp${++count}`, scimSync: true, scimPolicy: false }, dana)
/** The same without a token. */
const bare = async () => {
  const { id } = await createIdp({ name: `idp${++count}`, scimSync: false, scimPolicy: false }, dana)
  await changeIdp(id, { settings: { scimSync: true }, confirmed: ['scim-before-saml'] }, dana)
  return id
}
const tokensOf = async (id: string) => (await getIdpView(id)).tokens
const only = async (id: string) => {
  const [token, ...others] = await tokensOf(id)
  if (!token || others.length > 0) throw new Error('expected one token')
  return token
}
const use = (idpId: string, tokenId: string, lastUsedAt: Date) =>
  store.write((tx) => upsertTokenUse(tx, { tokenId, idpId, lastUsedAt, address: '198.51.100.4' }))
const audits = async (id: string) => {
  const { auditLogs } = store.tables
  return store.read.select().from(auditLogs).where(eq(auditLogs.targetId, id)).orderBy(auditLogs.id)
}

test('a token becomes live with the form that shows it, beside the one before', async () => {
  const id = await bare()
  const first = await generateToken(id, dana)
  expect(looksLikeScimToken(first.token)).toBe(true)
  expect(await tokensOf(id)).toEqual([])
  await changeIdp(id, { settings: { scimSync: false }, confirmed: ['scim-off'] }, dana)
  await expect(changeIdp(id, { pendingTokenId: first.id }, dana)).rejects.toMatchObject({ field: 'scimSync' })
  await changeIdp(
    id,
    {
      pendingTokenId: first.id,
      pendingTokenLimits: { expires: '90-days', allowedNetworks: ['203.0.113.9/24', '2001:db8::/32'] },
      settings: { scimSync: true },
      confirmed: ['scim-before-saml'],
    },
    dana,
  )
  expect(await only(id)).toMatchObject({
    hint: first.hint,
    createdBy: 'dana@example.com',
    isExpired: false,
    isInUse: false,
    allowedNetworks: ['203.0.113.0/24', '2001:db8::/32'],
  })

  const second = await generateToken(id, sam)
  await changeIdp(id, { pendingTokenId: second.id }, sam)
  expect((await tokensOf(id)).map(({ hint, createdBy }) => [hint, createdBy])).toEqual([
    [second.hint, 'sam@example.com'],
    [first.hint, 'dana@example.com'],
  ])
  // The token has a row of its own, and nothing else changed.
  expect((await audits(id)).at(-1)).toMatchObject({ action: 'token.save', actorName: 'sam@example.com' })

  const view = JSON.stringify(await getIdpView(id))
  const audit = JSON.stringify(await audits(id))
  for (const secret of [first.token, second.token, sha256Hex(second.token)]) {
    expect(view).not.toContain(secret)
    expect(audit).not.toContain(secret)
  }
})

test('a third token is refused, however it comes; an expired one does not count', async () => {
  const { id } = await provisioning()
  const [a, b] = [await generateToken(id, dana), await generateToken(id, dana)]
  await changeIdp(id, { pendingTokenId: a.id }, dana)
  const refusal = { code: 'conflict', field: 'token', message: expect.stringContaining(a.hint) }
  await expect(changeIdp(id, { pendingTokenId: b.id }, dana)).rejects.toMatchObject(refusal)
  await expect(generateToken(id, dana)).rejects.toMatchObject(refusal)
  await expect(rotateToken(id, dana)).rejects.toMatchObject(refusal)
  expect(await tokensOf(id)).toHaveLength(2)

  const past = new Date(Date.now() - 1000)
  const { scimTokens } = store.tables
  await store.write(async (tx) => {
    await tx.update(scimTokens).set({ expiresAt: past }).where(eq(scimTokens.id, a.id))
  })
  await changeIdp(id, { pendingTokenId: b.id }, dana)
  expect((await tokensOf(id)).map((token) => token.isExpired)).toEqual([false, true, false])
  // Lengthening the expired one would make three.
  await expect(limitToken(id, a.id, { expires: 'never', allowedNetworks: [] }, dana)).rejects.toMatchObject(refusal)
})

test('of two forms saved at once with a second token each, one is told to delete one first', async () => {
  const { id } = await provisioning()
  const pending = [await generateToken(id, dana), await generateToken(id, sam)]
  const results = await Promise.allSettled(pending.map((each) => changeIdp(id, { pendingTokenId: each.id }, dana)))
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await tokensOf(id)).toHaveLength(2)
})

test('limits that cannot be read are named, and leave the token pending', async () => {
  const id = await bare()
  const { id: tokenId } = await generateToken(id, dana)
  const save = (expires: 'never' | { date: string }, allowedNetworks: string[]) =>
    changeIdp(id, { pendingTokenId: tokenId, pendingTokenLimits: { expires, allowedNetworks } }, dana)
  await expect(save({ date: '2001-01-01' }, [])).rejects.toMatchObject({ field: 'expires' })
  await expect(save('never', ['here'])).rejects.toMatchObject({ field: 'allowedNetworks' })
  expect(await tokensOf(id)).toEqual([])
  await save('never', [])
  expect(await tokensOf(id)).toHaveLength(1)
})

test('a discarded or lapsed token can never be saved', async () => {
  const id = await bare()
  const discarded = await generateToken(id, dana)
  await discardToken(id, discarded.id, dana)
  await expect(changeIdp(id, { pendingTokenId: discarded.id }, dana)).rejects.toMatchObject({ field: 'token' })

  const lapsed = await generateToken(id, dana)
  expect(await sweepTokens(new Date(Date.now() + 23 * 3_600_000))).toBe(0)
  expect(await sweepTokens(new Date(Date.now() + 25 * 3_600_000))).toBeGreaterThan(0)
  await expect(changeIdp(id, { pendingTokenId: lapsed.id }, dana)).rejects.toMatchObject({ field: 'token' })
  const foreign = await generateToken(await bare(), dana)
  await expect(changeIdp(id, { pendingTokenId: foreign.id }, dana)).rejects.toMatchObject({ field: 'token' })
})

test('discarding never touches a token that is live', async () => {
  const { id } = await provisioning()
  const live = await only(id)
  await discardToken(id, live.id, dana)
  expect(await listLiveTokens(store.read, id)).toHaveLength(1)
})

test('a token in use is revoked by whoever types its hint, any other at once', async () => {
  const { id } = await provisioning()
  const live = await only(id)
  await use(id, live.id, new Date(Date.now() - 59 * 60_000))
  expect(await only(id)).toMatchObject({ isInUse: true, lastUsedFrom: '198.51.100.4' })
  for (const typed of [undefined, '', 'nope']) {
    await expect(revokeToken(id, live.id, typed, dana)).rejects.toMatchObject({ field: 'typedHint' })
  }
  await revokeToken(id, live.id, live.hint, dana)
  expect(await tokensOf(id)).toEqual([])
  const [row] = (await audits(id)).slice(-1)
  expect(row).toMatchObject({ action: 'token.revoke', before: expect.stringContaining(live.hint) })

  const idle = await provisioning()
  const old = await only(idle.id)
  await use(idle.id, old.id, new Date(Date.now() - 61 * 60_000))
  const other = await provisioning()
  await revokeToken(other.id, old.id, old.hint, dana)
  expect(await tokensOf(idle.id)).toHaveLength(1)
  await revokeToken(idle.id, old.id, undefined, dana)
  expect(await tokensOf(idle.id)).toEqual([])
})

test('what was revoked is told apart for 90 days, then forgotten', async () => {
  const { id } = await provisioning()
  const { id: tokenId } = await only(id)
  await revokeToken(id, tokenId, undefined, dana)
  const { scimTokens } = store.tables
  const rows = () => store.read.select().from(scimTokens).where(eq(scimTokens.idpId, id))
  expect(await rows()).toMatchObject([{ state: 'revoked' }])
  await sweepTokens(new Date(Date.now() + 89 * 86_400_000))
  expect(await rows()).toHaveLength(1)
  await sweepTokens(new Date(Date.now() + 91 * 86_400_000))
  expect(await rows()).toEqual([])
})

test('a live token is narrowed and widened at once', async () => {
  const { id } = await provisioning()
  const { id: tokenId } = await only(id)
  await limitToken(id, tokenId, { expires: { date: '2030-01-31' }, allowedNetworks: ['10.0.0.0/8'] }, dana)
  const expiresAt = '2030-01-31T23:59:59.999Z'
  expect(await only(id)).toMatchObject({ expiresAt, allowedNetworks: ['10.0.0.0/8'] })
  await limitToken(id, tokenId, { allowedNetworks: [] }, dana)
  expect(await only(id)).toMatchObject({ expiresAt, allowedNetworks: [] })
  expect((await audits(id)).at(-1)).toMatchObject({ action: 'token.update' })
  await expect(limitToken(id, 'nothing', { allowedNetworks: [] }, dana)).rejects.toMatchObject({ code: 'not-found' })
})

test('rotation from the command line keeps the old token, or revokes it', async () => {
  const made = await provisioning()
  const second = await rotateToken(made.id, dana)
  expect(second.token).not.toBe(made.token)
  expect((await tokensOf(made.id)).map((token) => token.hint)).toEqual([second.hint, made.token?.slice(-4)])
  const third = await rotateToken(made.id, dana, {
    revokesOthers: true,
    limits: { expires: '1-year', allowedNetworks: ['192.0.2.1'] },
  })
  expect(await only(made.id)).toMatchObject({ hint: third.hint, allowedNetworks: ['192.0.2.1/32'] })
})

test('client secrets are shown, counted and revoked like tokens, and apart from them', async () => {
  const { id } = await provisioning()
  const secrets = async () => (await getIdpView(id)).secrets
  for (let n = 0; n < 2; n++) {
    const made = await generateToken(id, dana, 'secret')
    await changeIdp(id, { pendingTokenId: made.id }, dana)
  }
  await expect(generateToken(id, dana, 'secret')).rejects.toMatchObject({ field: 'token' })
  expect(await secrets()).toHaveLength(2)
  expect(await tokensOf(id)).toHaveLength(1)
  await rotateToken(id, dana, { revokesOthers: true })
  expect(await secrets()).toHaveLength(2)
  const [first] = await secrets()
  await revokeToken(id, first?.id ?? '', undefined, dana)
  expect(await secrets()).toHaveLength(1)
  expect((await getIdpView(id)).tokenUrl).toBe(`https://rollcall.example.com/scim/1/${id}/v2/oauth/token`)
})
