import { drive, type Figures } from './drive.ts'
import { median, report } from './report.ts'
import { openServers } from './servers.ts'

// The speed of the SCIM path, as ratios to a frozen baseline measured in the same run, alternating with it: a machine's
// speed drifts, so only ratios count. `npm run bench [seconds] [rounds]`.

/** What the ratios must reach. */
const BOUNDS: Record<keyof Figures, number> = { create: 0.4, get: 0.5, lookup: 0.4 }

const [seconds = '5', rounds = '3'] = process.argv.slice(2)
const servers = openServers()
try {
  const baseline = await servers.baseline()
  const rollcall = await servers.rollcall()
  const measured: { baseline: Figures; rollcall: Figures }[] = []
  for (let round = 1; round <= Number(rounds); round++) {
    process.stderr.write(`round ${round} of ${rounds}\n`)
    measured.push({
      baseline: await drive(baseline, Number(seconds), 16),
      rollcall: await drive(rollcall, Number(seconds), 16),
    })
  }
  const rows = (Object.keys(BOUNDS) as (keyof Figures)[]).map((name) => ({
    operation: name,
    'baseline /s': median(measured.map((round) => round.baseline[name].perSecond)),
    'Rollcall /s': median(measured.map((round) => round.rollcall[name].perSecond)),
    ratio: median(measured.map((round) => round.rollcall[name].perSecond / round.baseline[name].perSecond)).toFixed(2),
    bound: BOUNDS[name],
    'p99 ms': median(measured.map((round) => round.rollcall[name].p99)),
    'baseline p99 ms': median(measured.map((round) => round.baseline[name].p99)),
    failed: measured.reduce((sum, round) => sum + round.rollcall[name].failed, 0),
  }))
  report('scim', rows)
  if (rows.some((row) => Number(row.ratio) < row.bound || row.failed > 0)) process.exitCode = 1
} finally {
  servers.stop()
}
