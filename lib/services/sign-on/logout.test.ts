import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '#db/testing-engines.ts'
import { logoutRequest, logoutResponse, readLogout, type LogoutSent } from '#lib/saml/logout.ts'
import type { Outgoing } from '#lib/saml/message.ts'
import type { SamlPeer } from '#lib/saml/peer.ts'
import { newRequestId } from '#lib/saml/sign-in-request.ts'
import { testIdp, type TestIdp } from '#lib/saml/testing-idp.ts'
import { cliActor } from '../actor.ts'
import { createAdministrator } from '../administrators.ts'
import { checkSession } from '../sign-in-sessions.ts'
import { receiveLogout, signOutUser } from './logout.ts'
import { caller, openSignOn, origin, type SignOnBench } from './testing.ts'
import { checkUserSession, howSessionEnded } from './user-sessions.ts'

/** A message as it arrives, whichever way it was sent. */
const arriving = (message: Outgoing | undefined): LogoutSent => {
  if (!message) throw new Error('Nothing was sent')
  return message.binding === 'redirect'
    ? { binding: 'redirect', query: new URL(message.url).search.slice(1) }
    : { binding: 'post', fields: message.fields }
}

describe.each(engines)('single logout, on %s', (engine) => {
  let bench: SignOnBench
  let idpId: string
  beforeAll(async () => {
    bench = await openSignOn(engine)
  })
  afterAll(() => bench.close())
  beforeEach(async () => {
    idpId = await bench.addIdp()
  })

  const signedIn = async (answer = {}, id = idpId) => {
    const finished = await bench.signIn(id, answer)
    if (finished.kind !== 'signed-in') throw new Error(`It was ${finished.kind}`)
    return finished.reference
  }
  /** How the IdP sees us: messages go to our address, by its name, with its key. */
  const us = (id = idpId): SamlPeer => ({ ...bench.idp.peer, singleLogoutUrl: `${origin}/saml/${id}/logout` })
  const them = (idp: TestIdp = bench.idp) => ({
    entityId: idp.peer.entityId,
    acsUrl: '',
    logoutUrl: idp.peer.singleLogoutUrl,
    signingKey: idp.privateKey,
  })
  const asks = (about: Partial<Parameters<typeof logoutRequest>[2]> = {}, idp?: TestIdp) =>
    arriving(
      logoutRequest(us(), them(idp), {
        id: newRequestId(),
        nameId: 'dana@example.com',
        nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
        now: new Date(),
        ...about,
      }),
    )
  const receive = (message: LogoutSent, id = idpId) => receiveLogout({ idpId: id, message, caller })
  /** Signs out here; what the IdP reads of the request that comes of it. */
  const asked = async (reference: string, id = idpId) => {
    const message = arriving(await signOutUser(reference))
    const [key] = await bench.store.read.select().from(bench.store.tables.spCertificates)
    const read = readLogout(message, {
      logoutUrl: bench.idp.peer.singleLogoutUrl,
      idp: { entityId: `${origin}/saml/${id}/metadata`, certificates: [key?.pem ?? ''] },
      now: new Date(),
    })
    if (read.type !== 'request') throw new Error('It is no request')
    return read
  }
  const isSignedIn = async (reference: string) => (await checkUserSession(reference)) !== undefined

  test('Logout ends the session here at once, asks the IdP, and takes its answer', async () => {
    const reference = await signedIn()
    const request = await asked(reference)
    expect(await isSignedIn(reference)).toBe(false)
    expect(request).toMatchObject({ type: 'request', nameId: 'dana@example.com', sessionIndexes: ['session-1'] })
    for (const isSuccess of [true, false]) {
      const answer = logoutResponse(us(), them(), {
        id: newRequestId(),
        inResponseTo: request.id,
        isSuccess,
        now: new Date(),
      })
      expect(await receive(arriving(answer))).toEqual({ kind: 'answered', isSuccess })
    }
    expect(await signOutUser(reference)).toBeUndefined()
  })

  test('an IdP without single logout is not asked', async () => {
    const quiet = await bench.addIdp({ singleLogoutUrl: '' })
    const reference = await signedIn({}, quiet)
    expect(await signOutUser(reference)).toBeUndefined()
    expect(await howSessionEnded(reference)).toBe('logout')
  })

  test('an answer to a request that is not ours is refused', async () => {
    const other = await bench.addIdp({}, { domains: ['other.example'] })
    const foreign = await asked(await signedIn({ nameId: 'sam@other.example' }, other), other)
    for (const inResponseTo of [newRequestId(), foreign.id, `id-${'0'.repeat(64)}`, '']) {
      const answer = logoutResponse(us(), them(), {
        id: newRequestId(),
        inResponseTo,
        isSuccess: true,
        now: new Date(),
      })
      expect(await receive(arriving(answer))).toEqual({ kind: 'refused', code: 'SAML-801' })
    }
  })

  test.each(['redirect', 'post'] as const)('the IdP ends a session by %s, and gets an answer', async (binding) => {
    const reference = await signedIn()
    const received = await receive(asks({ binding, sessionIndex: 'session-1', relayState: 'theirs' }))
    expect(received).toMatchObject({ kind: 'ended', answer: { binding: 'redirect' } })
    expect(await isSignedIn(reference)).toBe(false)
    expect(await howSessionEnded(reference)).toBe('idp-logout')
    const answer = received.kind === 'ended' && received.answer?.binding === 'redirect' ? received.answer.url : ''
    expect(answer).toMatch(/^https:\/\/idp\.example\.com\/slo\?SAMLResponse=/)
    expect(new URL(answer).searchParams.get('RelayState')).toBe('theirs')
  })

  test('only that person, that session and that IdP', async () => {
    const sam = await signedIn({ nameId: 'sam@example.com' })
    const dana = await signedIn()
    const elsewhere = await bench.addIdp({}, { domains: [] })
    expect(await receive(asks({ sessionIndex: 'another-session' }))).toMatchObject({ kind: 'ended' })
    expect(await isSignedIn(dana)).toBe(true)
    expect(await receive(asks(), elsewhere)).toEqual({ kind: 'refused', code: 'SAML-801' })
    expect(await isSignedIn(dana)).toBe(true)
    expect(await receive(asks())).toMatchObject({ kind: 'ended' })
    expect(await isSignedIn(dana)).toBe(false)
    expect(await isSignedIn(sam)).toBe(true)
  })

  test('a request counts once: whoever captured it does not end later sessions', async () => {
    const message = asks()
    expect(await receive(message)).toMatchObject({ kind: 'ended' })
    const later = await signedIn()
    expect(await receive(message)).toEqual({ kind: 'refused', code: 'SAML-801' })
    expect(await isSignedIn(later)).toBe(true)
  })

  test('one that the IdP did not sign ends nothing', async () => {
    const reference = await signedIn()
    const forged = await receive(asks({}, await testIdp({ entityId: bench.idp.peer.entityId })))
    expect(forged.kind).toBe('refused')
    const unsigned = asks()
    const query = unsigned.binding === 'redirect' ? unsigned.query.replace(/&SigAlg=.*/, '') : ''
    expect((await receive({ binding: 'redirect', query })).kind).toBe('refused')
    for (const nonsense of ['', 'SAMLRequest=a&SAMLRequest=b', 'SAMLRequest=%zz', 'x=y']) {
      expect((await receive({ binding: 'redirect', query: nonsense })).kind).toBe('refused')
    }
    expect((await receive({ binding: 'post', fields: {} })).kind).toBe('refused')
    expect(await isSignedIn(reference)).toBe(true)
  })

  test('a NameID that is no login name is enough', async () => {
    const byAttribute = await bench.addIdp({ loginNameAttribute: 'upn' })
    const reference = await signedIn({ nameId: 'f3a1', attributes: { upn: ['dana@example.com'] } }, byAttribute)
    idpId = byAttribute
    expect(await receive(asks({ nameId: 'f3a1' }))).toMatchObject({ kind: 'ended' })
    expect(await isSignedIn(reference)).toBe(false)
  })

  test('administrators whom the IdP signed in are signed out, with a row in the audit log', async () => {
    const email = `${engine}@example.com`
    await createAdministrator({ email, password: 'nine copper kettles sing', role: 'owner' }, cliActor('test'))
    const admins = await bench.addIdp({ singleSignOn: 'admin' }, { domains: [] })
    const finished = await bench.signIn(admins, { nameId: email }, { purpose: 'admin' })
    const reference = finished.kind === 'administrator' ? finished.reference : ''
    expect(await checkSession(reference)).toBeDefined()
    idpId = admins
    expect(await receive(asks({ nameId: email }))).toMatchObject({ kind: 'ended' })
    expect(await checkSession(reference)).toBeUndefined()
    const audited = await bench.store.read.select().from(bench.store.tables.auditLogs)
    expect(audited.map(({ action }) => action)).toContain('session.end')
  })
})
