import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import next from 'next'
import { closeStore, openStore } from '#db/index.ts'
import { env } from '#lib/env.ts'
import { isAppError } from '#lib/errors.ts'
import { answerNodeApi, apiTarget } from '#lib/http/api.ts'
import { answerArrival, arrivalQuestion, rememberCaller, rememberPage } from '#lib/http/caller-seen.ts'
import { clientAddress } from '#lib/http/client-address.ts'
import { answerForwardAuth, forwardAuthAddress } from '#lib/http/forward-auth.ts'
import { answerScim } from '#lib/http/node-scim.ts'
import { openPagePace } from '#lib/http/page-pace.ts'
import { scimAddress } from '#lib/http/scim-address.ts'
import { ensureFirstAdministrator } from '#lib/services/administrators-setup.ts'
import { stopDeliveries } from '#lib/services/alerts/index.ts'
import { writeApiKeyUses } from '#lib/services/api-keys/index.ts'
import { writeDecisions } from '#lib/services/decision-log/index.ts'
import { checkHealth } from '#lib/services/health.ts'
import { writeTokenUses } from '#lib/services/scim/token-use.ts'
import { startProblem } from '#lib/services/start-problem.ts'
import { startSweeps, stopSweeps } from '#lib/services/sweeps.ts'

// One process for all guests: SCIM, the Management API and forward-auth are answered straight from node:http, everything
// else is Next's.

const pages = openPagePace()

/** How long requests in flight may take after SIGTERM, in ms. */
const GRACE_MS = 20_000

try {
  await serve()
} catch (error) {
  console.error(isAppError(error) ? error.message : (startProblem(error, env()) ?? error))
  process.exit(1)
}

async function serve(): Promise<void> {
  const { host, port, url } = env()
  const isDevelopment = process.env['NODE_ENV'] === 'development'
  const server = createServer({ requestTimeout: 120_000, headersTimeout: 20_000 })
  const portal = next({ dev: isDevelopment, hostname: host, port })
  stopOnSignal(server)
  await openStore()
  await portal.prepare()
  const answerPage = portal.getRequestHandler()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, answerPage).catch((error: unknown) => {
      console.error('A request failed unexpectedly.', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  if (isDevelopment) {
    const upgrade = portal.getUpgradeHandler()
    server.on('upgrade', (...upgraded) => void upgrade(...upgraded))
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  // Only a server that has its port makes a set-up link: the link before it, a running server's, ends with that.
  await ensureFirstAdministrator()
  startSweeps()
  console.log(`Rollcall is ready at ${url}`)
}

/** SIGTERM and SIGINT: requests in flight are answered, what is to be written is written, the store closes, exit 0. */
function stopOnSignal(server: Server): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), GRACE_MS).unref()
    stopSweeps()
    if (server.listening) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // A connection that answers a last request stays open for the next one: close each once it is idle.
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      await closed
      clearInterval(idle)
    }
    await stopDeliveries()
    await writeTokenUses()
    await writeApiKeyUses()
    await writeDecisions()
    await closeStore()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
}

type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

async function answer(request: IncomingMessage, response: ServerResponse, answerPage: PageHandler): Promise<void> {
  const target = request.url ?? '/'
  // Absolute-form targets and the like are for proxies, which this is not.
  if (!target.startsWith('/')) {
    response.writeHead(400).end()
    return
  }
  // Before all else: what follows it may be any path of an application's.
  const asked = forwardAuthAddress(target)
  if (asked) {
    pages.count()
    return answerForwardAuth(request, response, asked)
  }
  const address = scimAddress(target)
  if (address) {
    pages.count()
    rememberCaller('scim', request)
    return answerScim(request, response, address)
  }
  const call = apiTarget(target)
  if (call !== undefined) {
    pages.count()
    rememberCaller('api', request)
    return answerNodeApi(request, response, call)
  }
  if (target === '/health' || target.startsWith('/health?')) {
    const { status, body } = await checkHealth()
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify(body))
    return
  }
  const question = arrivalQuestion(target)
  if (question !== undefined) return answerArrival(request, response, question)
  rememberPage(target, request)
  // Next ends a trailing slash with an empty page; whoever entered one in an IdP is told what is wrong instead.
  request.url = target.replace(/^(\/saml\/[^?]*[^/?])\/+(?=\?|$)/, '$1')
  // What Next's side reads as the caller's address is decided here, whatever the caller wrote.
  request.headers['x-forwarded-for'] = clientAddress(request)
  // Next refuses a server action whose Origin is not the host asked for. Behind a proxy that rewrites Host, our own pages
  // would be refused: they are known by the public origin. What a caller claims the host to be counts for nothing.
  const { url } = env()
  if (request.headers.origin === url) request.headers['x-forwarded-host'] = new URL(url).host
  else delete request.headers['x-forwarded-host']
  await pages.turn(target)
  await answerPage(request, response)
}
