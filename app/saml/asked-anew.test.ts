import { NextRequest } from 'next/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inflateRawSync } from 'node:zlib'
import { BELIEVED_MS } from '#lib/services/forward-auth/believed.ts'
import { newBrowser, openDoor, type Door } from '#lib/http/testing-forward-auth.ts'
import { GET } from './login/route.ts'

vi.mock('#lib/auth/session.ts', () => ({ currentSession: async () => undefined }))

let door: Door
let reference: string
beforeAll(async () => {
  door = await openDoor()
  const idpId = await door.addIdp()
  await door.addApplication('Wiki', ['wiki.example.com'])
  await door.addRule('Half an hour', {
    policy: 'timeout',
    authenticationSeconds: 1_800,
    idleSeconds: null,
    message: '',
  })
  reference = await door.sessionOf(idpId)
})
afterAll(() => door.close())

/** The request that goes to the IdP, for somebody on the way to the wiki. */
async function requestSent(): Promise<string> {
  const begun = await door.pass('https://wiki.example.com/.rollcall/sign-in?to=%2F', newBrowser())
  const { pathname, search } = new URL(begun.headers.location ?? '')
  const query = new URLSearchParams({ user: 'dana@example.com', return: pathname + search })
  const cookie = `__Host-rollcall.user=${reference}`
  const answer = await GET(new NextRequest(`https://rollcall.example.com/saml/login?${query}`, { headers: { cookie } }))
  const sent = new URL(answer.headers.get('location') ?? '').searchParams.get('SAMLRequest') ?? ''
  return inflateRawSync(Buffer.from(sent, 'base64')).toString()
}

test('the IdP is to ask for credentials once the authentication for an application has run out, and not before', async () => {
  expect(await requestSent()).not.toContain('ForceAuthn="true"')
  const { userSessions } = door.store.tables
  const createdAt = new Date(Date.now() - 1_801_000)
  await door.store.write((tx) => tx.update(userSessions).set({ createdAt }))
  await new Promise((resolve) => setTimeout(resolve, BELIEVED_MS))
  expect(await requestSent()).toContain('ForceAuthn="true"')
})
