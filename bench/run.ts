import { compareToBaseline, explanation } from './against-baseline.ts'
import { openDriver } from './drive.ts'
import { report } from './report.ts'
import { openServers } from './servers.ts'

// The speed of the SCIM path, as ratios to a frozen baseline measured in the same run, taking turns with it: a machine's
// speed drifts, so only ratios count. `npm run bench [seconds] [rounds]`.

const [seconds = '5', rounds = '3'] = process.argv.slice(2)
const servers = openServers()
try {
  const baseline = await openDriver(await servers.baseline(), 16)
  const rollcall = await openDriver(await servers.rollcall(), 16)
  const measure = { seconds: Number(seconds), rounds: Number(rounds), isJudged: true }
  report('scim', explanation(seconds, rounds), await compareToBaseline(baseline, rollcall, measure))
} finally {
  await servers.stop()
}
