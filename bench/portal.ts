import { setTimeout as pause } from 'node:timers/promises'
import { openDriver, type Cell } from './drive.ts'
import { fill } from './fill.ts'
import { exportPath, groupsPath, syncLogsPath, usersPath } from './portal-paths.ts'
import { openAdmin, type Admin } from './portal-session.ts'
import { absolute, compared, median, report } from './report.ts'
import { openServers } from './servers.ts'
import { settle } from './settle.ts'

// Provisioning while ten administrators work on a big directory, beside provisioning alone, in turns.
// `npm run bench portal [users] [logs] [seconds] [rounds]`; a million users and ten million log rows unless said otherwise.

const [users = '1000000', logs = '10000000', seconds = '8', rounds = '3'] = process.argv.slice(2)
/** How long an administrator looks at what came before the next click, in ms: nobody reads a table sooner. */
const LOOKS_MS = 2_000

/** What each of the ten does over and over; the parameters move on with `n`. */
const turn = (some: string[], n: number) => some[n % some.length] ?? ''
const ADMINISTRATORS: ((n: number) => string)[] = [
  (n) => usersPath({}, { page: 1 + (n % 50) }),
  (n) => usersPath({}, { page: 1 + (n % 50), sort: 'userName' }),
  (n) => usersPath({ search: `lled-${n % 1_000}` }),
  () => usersPath({ status: 'inactive' }),
  (n) => groupsPath({}, { page: 1 + (n % 50) }),
  // With the chart of requests over time above the list.
  (n) => syncLogsPath({}, { page: 1 + (n % 50) }),
  (n) => syncLogsPath({}, { range: turn(['7d', '14d'], n) }),
  (n) => syncLogsPath({ outcome: turn(['rejected', 'changed'], n) }),
  (n) => syncLogsPath({ entityName: `lled-${n % 1_000}@` }),
  () => exportPath,
]

const servers = openServers()
try {
  const filling = { users: Number(users), groups: Math.ceil(Number(users) / 10), large: 1_000, logs: Number(logs) }
  const server = await servers.rollcall(async (database, idpId) => {
    await fill(database, idpId, filling)
    await settle(database, filling.logs)
  })
  const admins: Admin[] = []
  // One after another: many attempts at once count against each other.
  while (admins.length < ADMINISTRATORS.length) admins.push(await openAdmin(server.base))
  const driver = await openDriver(server, 16)
  // Pages are compiled and read for the first time outside the measurement.
  for (const [who, path] of ADMINISTRATORS.entries()) if (path(0) !== exportPath) await admins[who]?.open(path(0))
  await driver.create(Number(seconds))

  const pairs: { alone: Cell; beside: Cell }[] = []
  const clicks: Click[] = []
  for (let round = 0; round < Number(rounds); round++) {
    const alone = await driver.create(Number(seconds))
    const desk = startWorking(admins)
    const beside = await driver.create(Number(seconds))
    clicks.push(...(await desk.stop()))
    pairs.push({ alone, beside })
  }
  const of = (figure: (cell: Cell) => number): [number, number] => [
    median(pairs.map((pair) => figure(pair.alone))),
    median(pairs.map((pair) => figure(pair.beside))),
  ]
  const how = `Creates with 16 connections on ${users} users and ${logs} log rows; ten administrators page, chart, search and export, each click ${LOOKS_MS / 1000} s after the last answer. Medians of ${rounds} rounds of ${seconds} s, in turns.`
  report('portal', how, [
    compared(
      'creates /s: alone, beside the administrators',
      of((cell) => cell.perSecond),
      { atLeast: 0.7 },
    ),
    compared(
      'p99 of a create, ms',
      of((cell) => cell.p99),
      { below: 3 },
    ),
    absolute(
      'creates that failed',
      pairs.reduce((sum, pair) => sum + pair.beside.failed, 0),
      { atMost: 0 },
    ),
    absolute('pages and exports opened', clicks.length, { atLeast: 10 }),
    absolute(
      'a page, ms until its last byte (median)',
      median(clicks.filter((one) => !one.isExport).map((one) => one.ms)),
    ),
    absolute('exports begun', clicks.filter((one) => one.isExport).length),
  ])
  for (const admin of admins) admin.close()
} finally {
  await servers.stop()
}

type Click = { ms: number; isExport: boolean }

/** Sets every administrator to work; `stop` lets them hang up. */
function startWorking(admins: Admin[]): { stop(): Promise<Click[]> } {
  const over = new AbortController()
  const clicks: Click[] = []
  const working = admins.map(async (admin, who) => {
    // They do not click in step.
    await pause((LOOKS_MS * who) / admins.length)
    for (let n = 0; !over.signal.aborted; n++) {
      const path = ADMINISTRATORS[who]?.(n) ?? ''
      const click = { ms: Number.NaN, isExport: path === exportPath }
      if (click.isExport) clicks.push(click)
      try {
        click.ms = (await admin.open(path, over.signal)).wholeMs
      } catch (error) {
        if (!over.signal.aborted) throw error
        return
      }
      if (!click.isExport) clicks.push(click)
      await pause(LOOKS_MS, undefined, { signal: over.signal }).catch(() => undefined)
    }
  })
  const ended = Promise.all(working)
  // Whoever fails is told of by `stop`.
  ended.catch(() => undefined)
  return {
    async stop() {
      over.abort()
      await ended
      return clicks
    },
  }
}
