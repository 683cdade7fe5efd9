import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drive, type Figures, type Target } from './drive.ts'

// The speed of the SCIM path, as ratios to a frozen baseline measured in the same run, alternating with it: a machine's
// speed drifts, so only ratios count. `npm run bench [seconds] [rounds]`.

/** What the ratios must reach. */
const BOUNDS: Record<keyof Figures, number> = { create: 0.4, get: 0.5, lookup: 0.4 }

const [seconds = '5', rounds = '3'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const servers: ChildProcess[] = []
try {
  const baseline = await startBaseline()
  const rollcall = await startRollcall()
  const measured: { baseline: Figures; rollcall: Figures }[] = []
  for (let round = 1; round <= Number(rounds); round++) {
    process.stderr.write(`round ${round} of ${rounds}\n`)
    measured.push({
      baseline: await drive(baseline, Number(seconds), 16),
      rollcall: await drive(rollcall, Number(seconds), 16),
    })
  }
  report(measured)
} finally {
  for (const server of servers) server.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}

function report(measured: { baseline: Figures; rollcall: Figures }[]): void {
  const rows = (Object.keys(BOUNDS) as (keyof Figures)[]).map((name) => {
    const of = (server: 'baseline' | 'rollcall') => median(measured.map((round) => round[server][name].perSecond))
    const failed = measured.reduce((sum, round) => sum + round.rollcall[name].failed, 0)
    const ratio = median(measured.map((round) => round.rollcall[name].perSecond / round.baseline[name].perSecond))
    const p99 = median(measured.map((round) => round.rollcall[name].p99))
    return { name, baseline: of('baseline'), rollcall: of('rollcall'), ratio, bound: BOUNDS[name], p99, failed }
  })
  const lines = [
    '| | baseline /s | Rollcall /s | ratio | bound | p99 ms | failed |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.baseline} | ${row.rollcall} | ${row.ratio.toFixed(2)} | ${row.bound} | ${row.p99} | ${row.failed} |`,
    ),
  ]
  console.log(lines.join('\n'))
  const results = new URL('results/', import.meta.url)
  mkdirSync(results, { recursive: true })
  writeFileSync(new URL('scim.md', results), `${lines.join('\n')}\n`)
  if (rows.some((row) => row.ratio < row.bound || row.failed > 0)) process.exitCode = 1
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function startBaseline(): Promise<Target> {
  const port = await freePort()
  await start(['bench/baseline.mjs', String(port), join(folder, 'baseline.db')], port)
  return { base: `http://127.0.0.1:${port}`, token: 'none' }
}

async function startRollcall(): Promise<Target> {
  const port = await freePort()
  const env = {
    NODE_ENV: 'production' as const,
    DATABASE_URL: `file:${join(folder, 'rollcall.db')}`,
    PORT: String(port),
    HOST: '127.0.0.1',
    ROLLCALL_URL: `http://127.0.0.1:${port}`,
    ROLLCALL_ADMIN_EMAIL: 'bench@example.com',
    ROLLCALL_ADMIN_PASSWORD: 'only for this measurement',
  }
  const made = execFileSync(
    process.execPath,
    ['bin/rollcall.mjs', 'idp', 'create', '--name', 'Bench', '--scim-sync', '--json'],
    {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    },
  )
  const { endpoint, token } = JSON.parse(made) as { endpoint: string; token: string }
  await start(['server.ts'], port, env)
  return { base: endpoint, token }
}

async function start(command: string[], port: number, env: Record<string, string> = {}): Promise<void> {
  servers.push(
    spawn(process.execPath, command, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] }),
  )
  for (let tries = 0; ; tries++) {
    try {
      await fetch(`http://127.0.0.1:${port}/health`)
      return
    } catch (error) {
      if (tries > 300) throw error
      await new Promise((next) => setTimeout(next, 100))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
