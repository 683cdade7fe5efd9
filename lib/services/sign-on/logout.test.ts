import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { IdpRow } from '#db/queries/idps.ts'
import { engines } from '#db/testing-engines.ts'
import { logoutRequest, logoutResponse, readLogout, type LogoutSent } from '#lib/saml/logout.ts'
import type { Outgoing } from '#lib/saml/message.ts'
import type { SamlPeer } from '#lib/saml/peer.ts'
import { newRequestId } from '#lib/saml/sign-in-request.ts'
import { testIdp, type Answer, type TestIdp } from '#lib/saml/testing-idp.ts'
import { cliActor } from '../actor.ts'
import { createAdministrator } from '../administrators.ts'
import { checkSession } from '../sign-in-sessions.ts'
import { receiveLogout, signOutAdministrator, signOutUser } from './logout.ts'
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
  const asked = async (reference: string, id = idpId) => readByIdp(await signOutUser(reference), id)
  const readByIdp = async (sent: Outgoing | undefined, id: string) => {
    const message = arriving(sent)
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
      expect(await receive(arriving(answer))).toEqual({ kind: 'answered', isSuccess, isOfAdministrators: false })
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
      expect(await receive(arriving(answer))).toMatchObject({ kind: 'refused', code: 'SAML-801' })
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
    expect(await receive(asks(), elsewhere)).toMatchObject({ kind: 'refused', code: 'SAML-801' })
    expect(await isSignedIn(dana)).toBe(true)
    expect(await receive(asks())).toMatchObject({ kind: 'ended' })
    expect(await isSignedIn(dana)).toBe(false)
    expect(await isSignedIn(sam)).toBe(true)
  })

  test('a request counts once: whoever captured it does not end later sessions', async () => {
    const message = asks()
    expect(await receive(message)).toMatchObject({ kind: 'ended' })
    const later = await signedIn()
    expect(await receive(message)).toMatchObject({ kind: 'refused', code: 'SAML-801' })
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

  test('what is refused leaves a row in the sign-in log, by which an administrator finds it', async () => {
    const rows = async () => (await bench.log()).filter((row) => row.purpose === 'logout')
    const before = (await rows()).length
    const forged = asks({}, await testIdp({ entityId: bench.idp.peer.entityId }))
    const refused = await receive(forged)
    expect(await rows()).toHaveLength(before + 1)
    const code = refused.kind === 'refused' ? refused.code : ''
    expect((await rows()).at(-1)).toMatchObject({
      outcome: 'refused',
      refusal: code,
      userName: '',
      address: caller.address,
    })
    expect(refused).toMatchObject({ attemptId: (await rows()).at(-1)?.id })

    const message = asks()
    await receive(message)
    await receive(message)
    expect((await rows()).at(-1)).toMatchObject({ refusal: 'SAML-801', userName: 'dana@example.com' })

    const request = await asked(await signedIn())
    const answer = { id: newRequestId(), inResponseTo: request.id, isSuccess: false, now: new Date() }
    await receive(arriving(logoutResponse(us(), them(), answer)))
    expect((await rows()).at(-1)).toMatchObject({ refusal: 'SAML-803' })
    expect(await rows()).toHaveLength(before + 3)
    expect(await receiveLogout({ idpId: '0', message, caller })).toMatchObject({ attemptId: null })
  })

  test('a NameID that is no login name is enough', async () => {
    const byAttribute = await bench.addIdp({ loginNameAttribute: 'upn' })
    const reference = await signedIn({ nameId: 'f3a1', attributes: { upn: ['dana@example.com'] } }, byAttribute)
    idpId = byAttribute
    expect(await receive(asks({ nameId: 'f3a1' }))).toMatchObject({ kind: 'ended' })
    expect(await isSignedIn(reference)).toBe(false)
  })

  describe('administrators', () => {
    const email = `${engine}@example.com`
    let id: string
    beforeAll(async () => {
      ;({ id } = await createAdministrator(
        { email, password: 'nine copper kettles sing', role: 'owner' },
        cliActor('test'),
      ))
    })
    const enter = async (settings: Partial<IdpRow> = {}, answer: Answer = { nameId: email }) => {
      idpId = await bench.addIdp({ singleSignOn: 'admin', ...settings }, { domains: [] })
      const finished = await bench.signIn(idpId, answer, { purpose: 'admin' })
      const reference = finished.kind === 'administrator' ? finished.reference : ''
      const session = await checkSession(reference)
      if (!session) throw new Error(`It was ${finished.kind}`)
      return { reference, session }
    }
    const actor = () => ({ id, name: email, ...caller })
    const ends = async () => {
      const { auditLogs } = bench.store.tables
      const rows = await bench.store.read.select().from(auditLogs).where(eq(auditLogs.targetId, id))
      return rows.map(({ action }) => action).filter((action) => action.startsWith('session.end'))
    }

    test('Sign out ends the session here at once, asks the IdP, and comes back to the sign-in page', async () => {
      const { reference, session } = await enter()
      const request = await readByIdp(await signOutAdministrator(session, actor()), idpId)
      expect(await checkSession(reference)).toBeUndefined()
      expect(request).toMatchObject({ nameId: email, sessionIndexes: ['session-1'] })
      const answer = { id: newRequestId(), inResponseTo: request.id, isSuccess: true, now: new Date() }
      expect(await receive(arriving(logoutResponse(us(), them(), answer)))).toEqual({
        kind: 'answered',
        isSuccess: true,
        isOfAdministrators: true,
      })
      expect(await ends()).toEqual(['session.end'])
    })

    test('Sign out everywhere asks the IdP of this session', async () => {
      const elsewhere = await enter()
      const { session } = await enter()
      const request = await readByIdp(await signOutAdministrator(session, actor(), { everywhere: true }), idpId)
      expect(request.sessionIndexes).toEqual(['session-1'])
      expect(await checkSession(elsewhere.reference)).toBeUndefined()
    })

    test('an IdP without single logout is not asked, and neither is one when a password opened the session', async () => {
      const { reference, session } = await enter({ singleLogoutUrl: '' })
      expect(await signOutAdministrator(session, actor())).toBeUndefined()
      expect(await checkSession(reference)).toBeUndefined()
      const local = await enter()
      const byPassword = { ...local.session, method: 'password' as const, idpId: null }
      expect(await signOutAdministrator(byPassword, actor())).toBeUndefined()
    })

    test('a logout at the IdP ends their sessions, with a row in the audit log', async () => {
      const { reference } = await enter()
      const before = (await ends()).length
      expect(await receive(asks({ nameId: `another-${email}` }))).toMatchObject({ kind: 'ended' })
      expect(await receive(asks({ nameId: email, sessionIndex: 'another-session' }))).toMatchObject({ kind: 'ended' })
      expect(await checkSession(reference)).toBeDefined()
      expect(await receive(asks({ nameId: email }))).toMatchObject({ kind: 'ended', isOfAdministrators: true })
      expect(await checkSession(reference)).toBeUndefined()
      expect(await ends()).toHaveLength(before + 1)
    })

    test('a NameID that is no e-mail address is enough', async () => {
      const { reference } = await enter(
        { loginNameAttribute: 'mail' },
        { nameId: 'f3a1', attributes: { mail: [email] } },
      )
      expect(await receive(asks({ nameId: 'f3a1' }))).toMatchObject({ kind: 'ended' })
      expect(await checkSession(reference)).toBeUndefined()
    })
  })
})
