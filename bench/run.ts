import { openDriver, type Cell, type Operation } from './drive.ts'
import { median, report, round } from './report.ts'
import { openServers } from './servers.ts'

// The speed of the SCIM path, as ratios to a frozen baseline measured in the same run, taking turns with it: a machine's
// speed drifts, so only ratios count. `npm run bench [seconds] [rounds]`.

/** What the rates must reach, and whose rate of the baseline they are held against: it has no PATCH, and the least that one
 * costs is what a create costs, a row and a log row in a durable commit. */
const OPERATIONS: { name: Operation; against: Operation; bound: number }[] = [
  { name: 'create', against: 'create', bound: 0.6 },
  { name: 'get', against: 'get', bound: 0.7 },
  { name: 'lookup', against: 'lookup', bound: 0.6 },
  { name: 'patch', against: 'create', bound: 0.5 },
]
/** How many times the baseline's 99th percentile Rollcall's may be. */
const P99 = 4

const [seconds = '5', rounds = '3'] = process.argv.slice(2)
const servers = openServers()
try {
  const baseline = await openDriver(await servers.baseline(), 16)
  const rollcall = await openDriver(await servers.rollcall(), 16)
  const measured: Record<Operation, { baseline: Cell; rollcall: Cell }[]> = {
    create: [],
    get: [],
    lookup: [],
    patch: [],
  }
  for (let round = 1; round <= Number(rounds); round++) {
    process.stderr.write(`round ${round} of ${rounds}\n`)
    for (const { name, against } of OPERATIONS) {
      measured[name].push({
        baseline: await baseline[against](Number(seconds)),
        rollcall: await rollcall[name](Number(seconds)),
      })
    }
  }
  const rows = OPERATIONS.map(({ name, against, bound }) => {
    const of = (figure: (pair: { baseline: Cell; rollcall: Cell }) => number) => median(measured[name].map(figure))
    const rate = of((pair) => pair.rollcall.perSecond / pair.baseline.perSecond)
    const p99 = of((pair) => pair.rollcall.p99 / pair.baseline.p99)
    const failed = measured[name].reduce((sum, pair) => sum + pair.rollcall.failed, 0)
    return {
      operation: name === against ? name : `${name} (to the baseline's ${against})`,
      'baseline /s': of((pair) => pair.baseline.perSecond),
      'Rollcall /s': of((pair) => pair.rollcall.perSecond),
      ratio: rate.toFixed(2),
      bound: `≥ ${bound}`,
      'baseline p99 ms': round(of((pair) => pair.baseline.p99)),
      'p99 ms': round(of((pair) => pair.rollcall.p99)),
      'p99 ratio': p99.toFixed(2),
      'p99 bound': `≤ ${P99}`,
      'baseline CPU µs': of((pair) => pair.baseline.cpuMicros),
      'CPU µs': of((pair) => pair.rollcall.cpuMicros),
      'CPU ratio': of((pair) => pair.baseline.cpuMicros / pair.rollcall.cpuMicros).toFixed(2),
      failed,
      holds: rate >= bound && p99 <= P99 && failed === 0 ? 'yes' : 'NO',
    }
  })
  const how = `Over HTTP with 16 connections, medians of ${rounds} rounds of ${seconds} s in turns. CPU: processor time of all the server's threads for one answer; its ratio is the baseline's to Rollcall's.`
  report('scim', how, rows)
} finally {
  await servers.stop()
}
