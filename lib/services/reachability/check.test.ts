import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, createServer as createSocketServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { generate } from 'selfsigned'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { systemNginx } from '#bin/nginx.mjs'
import { answerArrival, arrivalQuestion } from '#lib/http/caller-seen.ts'
import { checkReachability } from './check.ts'
import { caddyConfiguration, environmentLines, nginxConfiguration } from './configurations.ts'

const environment = vi.hoisted(() => ({ url: '', secret: 'x'.repeat(32), trustedProxies: ['127.0.0.1'] }))
vi.mock('#lib/env.ts', () => ({ env: () => environment }))

let pair: { private: string; cert: string }
const ends: (() => unknown)[] = []
beforeAll(async () => {
  pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** What server.ts does with the question. */
const rollcall: RequestListener = (request, response) => {
  const question = arrivalQuestion(request.url ?? '')
  if (question === undefined) response.writeHead(404).end()
  else answerArrival(request, response, question)
}

async function at(listener: RequestListener, protocol = 'http', host = 'localhost') {
  const server =
    protocol === 'http' ? createServer(listener) : createTlsServer({ key: pair.private, cert: pair.cert }, listener)
  environment.url = `${protocol}://${host}:${await listen(server)}`
}

test('it arrives, and how', async () => {
  await at(rollcall)
  const result = await checkReachability()
  expect(result).toMatchObject({ outcome: 'arrived', title: 'The request arrived' })
  expect(result.findings.map(({ isGood }) => isGood)).toEqual([true, true])
  expect(result.findings[1]?.text).toBe('It came without a proxy that tells of itself, from 127.0.0.1.')
})

test('over TLS that is trusted, expired names and authorities told apart', async () => {
  await at(rollcall, 'https')
  expect(await checkReachability({ ca: pair.cert })).toMatchObject({ outcome: 'arrived' })
  expect(await checkReachability()).toMatchObject({ outcome: 'tls', text: expect.stringContaining('self-signed') })
  environment.url = environment.url.replace('localhost', '127.0.0.1')
  const result = await checkReachability({ ca: pair.cert })
  expect(result).toMatchObject({ outcome: 'tls', text: expect.stringContaining('for other names') })
  environment.url = `https://localhost:${await listen(createServer(rollcall))}`
  expect(await checkReachability()).toMatchObject({
    outcome: 'tls',
    text: expect.stringContaining('does not speak TLS'),
  })
})

test.each<[string, RequestListener, object]>([
  [
    'redirect',
    (_, response) => response.writeHead(301, { location: 'https://www.example.com/x' }).end(),
    { text: expect.stringContaining('redirect to https://www.example.com.') },
  ],
  [
    'other-server',
    (_, response) => response.writeHead(200, { server: 'Parking' }).end('<h1>This domain is for sale</h1>'),
    { text: expect.stringContaining('Parking') },
  ],
  ['other-server', (_, response) => response.end('{"arrival":"{}","mac":"x"}'), {}],
  ['proxy', (_, response) => response.writeHead(502).end(), { text: expect.stringContaining('answered 502') }],
])('%s', async (outcome, listener, told) => {
  await at(listener)
  expect(await checkReachability()).toMatchObject({ outcome, findings: [], ...told })
})

test('refused, without an answer, without a name', async () => {
  const port = await freePort()
  environment.url = `http://127.0.0.1:${port}`
  expect(await checkReachability()).toMatchObject({ outcome: 'refused' })
  await at(() => undefined)
  expect(await checkReachability({ maximumMs: 50 })).toMatchObject({ outcome: 'timeout' })
  environment.url = 'http://no-such-name.invalid'
  expect((await checkReachability()).outcome).toMatch(/^(dns|timeout)$/)
})

test('strangers are told nothing', async () => {
  await at(rollcall)
  const answer = await fetch(`${environment.url}/health/arrival/made.up.question`)
  expect([answer.status, await answer.text()]).toEqual([404, '{}'])
})

test('the guide has these very configurations', () => {
  const values = { host: 'rollcall.example.com', port: '', upstream: '127.0.0.1:3000' }
  const guide = readFileSync('docs/guides/reachability.md', 'utf8')
  for (const text of [nginxConfiguration(values), caddyConfiguration(values), environmentLines(values, [])]) {
    expect(guide).toContain(text)
  }
})

test.skipIf(systemNginx() === undefined)('the nginx configuration, in a real nginx', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-nginx-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'logs'))
  writeFileSync(join(folder, 'tls.pem'), pair.cert)
  writeFileSync(join(folder, 'tls.key'), pair.private)
  const port = await freePort()
  const upstream = `127.0.0.1:${await listen(createServer(rollcall))}`
  const site = nginxConfiguration({ host: 'localhost', port: String(port), upstream })
    .replace(`listen ${port} ssl;`, `listen 127.0.0.1:${port} ssl;`)
    .replace('/etc/ssl/rollcall.pem', join(folder, 'tls.pem'))
    .replace('/etc/ssl/rollcall.key', join(folder, 'tls.key'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${name};`)
    .join('\n')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}daemon off;\npid nginx.pid;\nerror_log logs/error.log warn;\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${site}\n}\n`,
  )
  const running = spawn(systemNginx()!, ['-p', folder, '-c', 'nginx.conf', '-e', join(folder, 'logs', 'start.log')])
  ends.unshift(async () => {
    running.kill('SIGTERM')
    await once(running, 'exit')
  })
  await isListening(port)
  environment.url = `https://localhost:${port}`
  const result = await checkReachability({ ca: pair.cert })
  expect(result).toMatchObject({ outcome: 'arrived' })
  expect(result.findings).toEqual([
    { isGood: true, text: `It named https://localhost:${port}, as ROLLCALL_URL says.` },
    { isGood: true, text: 'It came through the proxy 127.0.0.1, which is trusted: the caller was 127.0.0.1.' },
  ])
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createSocketServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

async function isListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await pause(50)
  }
  throw new Error('nginx does not answer.')
}
