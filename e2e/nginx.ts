import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { generate } from 'selfsigned'
import { systemNginx } from '../bin/nginx.mjs'

// A real nginx with the configuration of docs/guides/nginx.md, and an application behind it that tells what it was sent.

/** Of the servers that playwright.config.ts starts. */
export const forwardAuthSecret = 'end-to-end-tests-prove-themselves-by-this'

const rollcallPort = Number(process.env['ROLLCALL_E2E_PORT'] ?? 3917)

export type RunningNginx = { port: number; close(): Promise<void> }

/** Protects the application under these hosts, on a port of its own. */
export async function startNginx(hosts: readonly string[]): Promise<RunningNginx> {
  const nginx = systemNginx()
  if (!nginx) throw new Error('There is no nginx.')
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-nginx-'))
  mkdirSync(join(folder, 'logs'))
  const application = await startApplication()
  const port = await freePort()
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 })
  writeFileSync(join(folder, 'tls.pem'), pair.cert)
  writeFileSync(join(folder, 'tls.key'), pair.private)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}daemon off;
pid nginx.pid;
error_log logs/error.log warn;
events {}
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
${configuration({ hosts, port, folder, application: application.port })}
}
`,
  )
  const running = spawn(nginx, ['-p', folder, '-c', 'nginx.conf', '-e', join(folder, 'logs', 'start.log')], {
    stdio: 'inherit',
  })
  await isListening(port)
  return {
    port,
    async close() {
      running.kill('SIGTERM')
      await once(running, 'exit')
      application.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What the guide says, with this machine's addresses. */
function configuration(here: { hosts: readonly string[]; port: number; folder: string; application: number }): string {
  const guide = readFileSync('docs/guides/nginx.md', 'utf8')
  const [, written = ''] = /```nginx\n(.*?)```/s.exec(guide) ?? []
  const changes: [string, string][] = [
    ['server 127.0.0.1:3000;', `server 127.0.0.1:${rollcallPort};`],
    ['listen 443 ssl;', `listen 127.0.0.1:${here.port} ssl;`],
    ['server_name wiki.example.com;', `server_name ${here.hosts.join(' ')};`],
    ['/etc/ssl/wiki.pem', join(here.folder, 'tls.pem')],
    ['/etc/ssl/wiki.key', join(here.folder, 'tls.key')],
    ['http://127.0.0.1:8080', `http://127.0.0.1:${here.application}`],
    ['"the secret"', `"${forwardAuthSecret}"`],
  ]
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The guide does not say ${from} any more.`)
    return text.replaceAll(from, to)
  }, written)
}

/** Tells every request what it was: address and headers. */
async function startApplication(): Promise<{ port: number; close(): void }> {
  const server = createHttpServer((request, response) => {
    const told = JSON.stringify({ url: request.url, headers: request.headers })
    const script = told.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!doctype html><html lang="en"><head><title>Wiki</title><link rel="icon" href="data:,"></head><body><h1>The wiki</h1><pre>${script}</pre></body></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
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
