import { randomUUID } from 'node:crypto'
import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Constants, IdentityProvider, ServiceProvider, setSchemaValidator } from 'samlify'
import { generate } from 'selfsigned'
import { xml, type Person, type Shape } from './shapes.ts'

// An identity provider in the shape of a product, on another site than Rollcall and with another SAML library. Its pages are
// those of a browser: a form that asks who one is, and one that posts itself.

// What comes from Rollcall is read by the library; schemas are not what is tested here.
setSchemaValidator({ validate: () => Promise.resolve('not looked at') })

export type RunningIdp = {
  shape: Shape
  /** What an administrator uploads: the key that answers are signed with now. */
  metadata(): string
  /** Takes Rollcall's metadata in. */
  trust(spMetadata: string): void
  /** Signs with a new key from now on. */
  rotate(): Promise<void>
  /** Where somebody presses Sign out at the IdP itself. */
  signOutAddress(person: Person): string
  close(): Promise<void>
}

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

export async function startIdp(shape: Shape, people: Person[]): Promise<RunningIdp> {
  const tls = await keyPair('localhost')
  let signing = await keyPair(shape.name)
  let spMetadata = ''
  const server = createServer({ key: tls.private, cert: tls.cert }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`

  const idp = () =>
    IdentityProvider({
      entityID: shape.entityId,
      privateKey: signing.private,
      signingCert: signing.cert,
      requestSignatureAlgorithm: rsaSha256,
      wantLogoutRequestSigned: true,
      nameIDFormat: [shape.nameIdFormat],
      singleSignOnService: [{ Binding: Constants.namespace.binding.redirect, Location: `${origin}/sso` }],
      singleLogoutService: [{ Binding: Constants.namespace.binding.redirect, Location: `${origin}/slo` }],
      loginResponseTemplate: { context: '<made by the shape/>', attributes: [] },
    })
  const sp = () =>
    ServiceProvider({
      metadata: spMetadata,
      wantMessageSigned: shape.signsResponse,
      wantLogoutRequestSigned: true,
      wantLogoutResponseSigned: true,
    })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const query = Object.fromEntries(url.searchParams)
    const octetString = url.search.slice(1).split('&Signature=')[0] ?? ''
    if (request.method === 'POST') return page(response, await assertionFor(await formOf(request)))
    if (url.pathname === '/sso') return page(response, askWho(query))
    if (url.pathname === '/sign-out') {
      const { context } = idp().createLogoutRequest(sp(), 'redirect', { logoutNameID: query['user'] ?? '' })
      return leave(response, context)
    }
    if (url.pathname !== '/slo') return page(response, '<h1>Nothing here</h1>', 404)
    if (query['SAMLResponse']) {
      await idp().parseLogoutResponse(sp(), 'redirect', { query, octetString })
      return page(response, `<h1>You are signed out of ${shape.name}</h1>`)
    }
    const asked = await idp().parseLogoutRequest(sp(), 'redirect', { query, octetString })
    const relayState = query['RelayState'] ?? ''
    leave(response, idp().createLogoutResponse(sp(), { extract: asked.extract }, 'redirect', { relayState }).context)
  }

  const askWho = ({ SAMLRequest = '', RelayState = '', login_hint: hint = '' }: Record<string, string>) => `
    <h1>Sign in to ${shape.name}</h1>
    <form method="post">
      <input type="hidden" name="SAMLRequest" value="${xml(SAMLRequest)}">
      <input type="hidden" name="RelayState" value="${xml(RelayState)}">
      <label>Username <input name="user" value="${xml(hint)}"></label>
      <button>Sign in</button>
    </form>`

  async function assertionFor(form: Record<string, string>): Promise<string> {
    const person = people.find(({ userName }) => userName === form['user'])
    if (!person) return `<h1>${shape.name} does not know ${xml(form['user'] ?? '')}</h1>`
    const asked = await idp().parseLoginRequest(sp(), 'redirect', { query: { SAMLRequest: form['SAMLRequest'] } })
    const acs = String(sp().entityMeta.getAssertionConsumerService('post'))
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    const id = `_${randomUUID()}`
    const context = shape.response(
      {
        id,
        assertionId: `_${randomUUID()}`,
        issuer: xml(shape.entityId),
        acs,
        audience: xml(sp().entityMeta.getEntityID()),
        request: String(asked.extract.request?.['id'] ?? ''),
        now: at(0),
        later: at(300_000),
      },
      person,
    )
    const customTagReplacement = () => ({ id, context })
    const made = await idp().createLoginResponse(sp(), { extract: asked.extract }, 'post', {}, { customTagReplacement })
    return `
      <form method="post" action="${xml(acs)}">
        <input type="hidden" name="SAMLResponse" value="${xml(made.context)}">
        <input type="hidden" name="RelayState" value="${xml(form['RelayState'] ?? '')}">
      </form>
      <script>document.forms[0].submit()</script>`
  }

  return {
    shape,
    metadata: () => idp().getMetadata(),
    trust: (metadata) => {
      spMetadata = metadata
    },
    rotate: async () => {
      signing = await keyPair(shape.name)
    },
    signOutAddress: ({ userName }) => `${origin}/sign-out?user=${encodeURIComponent(userName)}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const keyPair = (commonName: string) =>
  generate([{ name: 'commonName', value: commonName }], { keySize: 2048, algorithm: 'sha256' })

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')))
}

const page = (response: ServerResponse, body: string, status = 200): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><link rel="icon" href="data:,"><title>Identity provider</title>${body}`)
}

const leave = (response: ServerResponse, address: string): void => {
  response.writeHead(302, { location: address }).end()
}
