import { warmUp, type Cell, type Driver, type Operation } from './drive.ts'
import { median, round, type Row } from './report.ts'

/**
 * What the rates must reach, and whose rate of the baseline they are held against: it has no PATCH, and the least that one
 * costs is what a create costs, a row and a log row in a durable commit.
 */
const OPERATIONS: { name: Operation; against: Operation; bound: number }[] = [
  { name: 'create', against: 'create', bound: 0.6 },
  { name: 'get', against: 'get', bound: 0.7 },
  { name: 'lookup', against: 'lookup', bound: 0.6 },
  { name: 'patch', against: 'create', bound: 0.5 },
]
/** How many times the baseline's 99th percentile Rollcall's may be. */
const P99 = 4

type Pair = { baseline: Cell; rollcall: Cell }

/** Measures both in turns; a row for each operation, judged by the bounds unless they are for another engine. */
export async function compareToBaseline(
  baseline: Driver,
  rollcall: Driver,
  { seconds, rounds, isJudged }: { seconds: number; rounds: number; isJudged: boolean },
): Promise<Row[]> {
  for (const server of [baseline, rollcall]) await warmUp(server)
  const measured: Record<Operation, Pair[]> = { create: [], get: [], lookup: [], patch: [] }
  for (let turn = 1; turn <= rounds; turn++) {
    process.stderr.write(`round ${turn} of ${rounds}\n`)
    for (const { name, against } of OPERATIONS) {
      measured[name].push({ baseline: await baseline[against](seconds), rollcall: await rollcall[name](seconds) })
    }
  }
  return OPERATIONS.map(({ name, against, bound }) => {
    const of = (figure: (pair: Pair) => number) => median(measured[name].map(figure))
    const rate = of((pair) => pair.rollcall.perSecond / pair.baseline.perSecond)
    const p99 = of((pair) => pair.rollcall.p99 / pair.baseline.p99)
    const failed = measured[name].reduce((sum, pair) => sum + pair.rollcall.failed, 0)
    const isHeld = failed === 0 && (!isJudged || (rate >= bound && p99 <= P99))
    return {
      operation: name === against ? name : `${name} (to the baseline's ${against})`,
      'baseline /s': of((pair) => pair.baseline.perSecond),
      'Rollcall /s': of((pair) => pair.rollcall.perSecond),
      ratio: rate.toFixed(2),
      bound: isJudged ? `≥ ${bound}` : '',
      'baseline p99 ms': round(of((pair) => pair.baseline.p99)),
      'p99 ms': round(of((pair) => pair.rollcall.p99)),
      'p99 ratio': p99.toFixed(2),
      'p99 bound': isJudged ? `≤ ${P99}` : '',
      'baseline CPU µs': of((pair) => pair.baseline.cpuMicros),
      'CPU µs': of((pair) => pair.rollcall.cpuMicros),
      'CPU ratio': of((pair) => pair.baseline.cpuMicros / pair.rollcall.cpuMicros).toFixed(2),
      failed,
      holds: isHeld ? 'yes' : 'NO',
    }
  })
}

/** What the columns mean. */
export const explanation = (seconds: string, rounds: string): string =>
  `Over HTTP with 16 connections, medians of ${rounds} rounds of ${seconds} s, the two servers in turns, both warmed up before. CPU: processor time of all the server's threads for one answer; its ratio is the baseline's to Rollcall's.`
