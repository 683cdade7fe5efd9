import { createServer, request as send, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Engine, Store } from '#db/store.ts'
import { noCriteria, type Criteria, type Outcome } from '#lib/policy/rule.ts'
import { cliActor } from '#lib/services/actor.ts'
import { createApplication, createRule } from '#lib/services/policy/index.ts'
import { openSignOn, type SignOnBench } from '#lib/services/sign-on/testing.ts'
import { answerForwardAuth, forwardAuthAddress } from './forward-auth.ts'

export const secret = 'what-proxies-of-the-tests-prove-themselves-by'
export const actor = cliActor('ada')
export const allow = { policy: 'access', action: 'allow', message: '' } as const
export const block = { policy: 'access', action: 'block', message: 'Ask the wiki’s team.' } as const

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

/** A browser: its cookies by host, and what it says of itself. */
export type TestBrowser = { cookies: Map<string, Map<string, string>> }
export const newBrowser = (): TestBrowser => ({ cookies: new Map() })

export type Door = SignOnBench & {
  /** Any request to Rollcall's own port, with exactly these headers. */
  send(path: string, headers?: OutgoingHttpHeaders, method?: string, body?: string): Promise<Answer>
  /** As nginx asks about an address of an application, for this browser. */
  ask(url: string, browser?: TestBrowser, headers?: OutgoingHttpHeaders): Promise<Answer>
  /** As a proxy passes a path of ours at the application's host on. */
  pass(url: string, browser: TestBrowser, headers?: OutgoingHttpHeaders): Promise<Answer>
  /** From the application to Rollcall and back, for somebody whose user session is of this reference. Answers the last step. */
  handOver(url: string, browser: TestBrowser, reference: string): Promise<Answer>
  /** A user session of somebody of the IdP. */
  sessionOf(idpId: string, userName?: string): Promise<string>
  addApplication(name: string, domains: string[], tcpPorts?: string): Promise<string>
  addRule(name: string, outcome: Outcome, criteria?: Partial<Criteria>): Promise<void>
}

/** Forward-auth over HTTP, on a store of its own, or the one given; for tests. */
export async function openDoor(
  engine: Engine = 'sqlite',
  given?: { store: Store; close(): Promise<void> },
): Promise<Door> {
  process.env['ROLLCALL_FORWARD_AUTH_SECRET'] = secret
  process.env['ROLLCALL_TRUSTED_PROXIES'] = '127.0.0.1'
  process.env['ROLLCALL_COUNTRY_HEADER'] = 'X-Country'
  const bench = await openSignOn(engine, given)
  const server = createServer((request, response) => {
    const address = forwardAuthAddress(request.url ?? '')
    if (address) void answerForwardAuth(request, response, address)
    else response.writeHead(418).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const door: Door = {
    ...bench,
    send: (path, headers = {}, method = 'GET', body) =>
      new Promise((resolve, reject) => {
        const sent = send({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(parts).toString(),
            }),
          )
        })
        sent.on('error', reject)
        sent.end(body)
      }),
    ask: (url, browser = newBrowser(), headers = {}) =>
      door.send('/forward-auth/nginx', {
        ...fromProxy,
        'x-original-url': url,
        'x-original-method': 'GET',
        accept: 'text/html',
        cookie: cookiesFor(browser, url),
        ...headers,
      }),
    async pass(url, browser, headers = {}) {
      const { protocol, host, pathname, search } = new URL(url)
      const answer = await door.send(pathname + search, {
        ...fromProxy,
        'x-forwarded-proto': protocol.slice(0, -1),
        'x-forwarded-host': host,
        cookie: cookiesFor(browser, url),
        ...headers,
      })
      keepCookies(browser, url, answer)
      return answer
    },
    async handOver(url, browser, reference) {
      const { origin, pathname, search } = new URL(url)
      const to = encodeURIComponent(pathname + search)
      const begun = await door.pass(`${origin}/.rollcall/sign-in?to=${to}`, browser)
      const page = new URL(begun.headers.location ?? '')
      const own = { cookie: `__Host-rollcall.user=${reference}` }
      const continued = await door.send(page.pathname + page.search, own)
      return door.pass(continued.headers.location ?? '', browser)
    },
    async sessionOf(idpId, userName = 'dana@example.com') {
      const finished = await bench.signIn(idpId, { nameId: userName })
      if (finished.kind !== 'signed-in') throw new Error(`The sign-in ended as ${JSON.stringify(finished)}`)
      return finished.reference
    },
    async addApplication(name, domains, tcpPorts = '443') {
      const entry = { name, description: '', isEnabled: true, domains, tcpPorts, udpPorts: '', segmentGroupId: null }
      return (await createApplication(entry, actor)).id
    },
    async addRule(name, outcome, criteria = {}) {
      const rule = { name, description: '', isEnabled: true, outcome, criteria: { ...noCriteria, ...criteria } }
      await createRule(outcome.policy, rule, actor)
    },
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await bench.close()
    },
  }
  return door
}

/** What a proxy sends of its own. */
export const fromProxy = { 'x-rollcall-proxy-secret': secret, 'x-forwarded-for': '198.51.100.7' }

const cookiesFor = ({ cookies }: TestBrowser, url: string): string =>
  [...(cookies.get(new URL(url).hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')

function keepCookies({ cookies }: TestBrowser, url: string, { headers }: Answer): void {
  const { hostname } = new URL(url)
  const jar = cookies.get(hostname) ?? new Map<string, string>()
  cookies.set(hostname, jar)
  for (const line of headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0\b/.test(line)) jar.delete(name)
    else jar.set(name, value)
  }
}
