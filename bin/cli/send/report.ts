import { columns, printable } from '../terminal.ts'
import type { PhaseScore, Played } from './play.ts'
import type { Score } from './session.ts'

export type Run = { dialogue: string; endpoint: string; played: Played; score: Score; seconds: number }

/** The summary as JSON. */
export const reportOf = ({ dialogue, endpoint, played, score, seconds }: Run) => ({
  dialogue,
  endpoint,
  isComplete: played.ended === undefined,
  seconds: rounded(seconds),
  requests: score.requests,
  requestsPerSecond: rounded(score.requests / Math.max(seconds, 0.001)),
  milliseconds: { median: percentile(score.times, 0.5), p95: percentile(score.times, 0.95) },
  statuses: Object.fromEntries([...score.statuses].toSorted(([a], [b]) => a - b)),
  retries: score.retries,
  phases: played.phases.map((phase) => ({ ...phase, seconds: rounded(phase.seconds) })),
  failed: score.failed,
  failures: score.failures,
})

/** The summary for people. */
export function reportText(run: Run): string {
  const { played, score, seconds } = run
  const report = reportOf(run)
  const rows = played.phases.map(({ name, total, done, failed, seconds: took }: PhaseScore) => [
    name,
    `${done} of ${total}`,
    String(failed),
    `${rounded(took)} s`,
    `${rounded(done / Math.max(took, 0.001))}/s`,
  ])
  const statuses = Object.entries(report.statuses).map(
    ([status, count]) => `${status === '0' ? 'no answer' : status}: ${count}`,
  )
  return [
    columns([['PHASE', 'DONE', 'FAILED', 'TIME', 'RATE'], ...rows]),
    '',
    `${score.requests} requests in ${rounded(seconds)} s, ${report.requestsPerSecond}/s; median ${report.milliseconds.median} ms, 95 % within ${report.milliseconds.p95} ms`,
    `Answers: ${statuses.join(', ') || 'none'}${score.retries > 0 ? `; sent again when asked to: ${score.retries}` : ''}`,
    ...(score.failed > 0
      ? [
          '',
          `Failed: ${score.failed}${score.failed > score.failures.length ? `, of which the first ${score.failures.length}` : ''}`,
          ...score.failures.map(
            ({ request, status, detail }) =>
              `  ${status === 0 ? '---' : status}  ${printable(request)}\n       ${printable(detail)}`,
          ),
        ]
      : []),
  ].join('\n')
}

const rounded = (value: number): number => Math.round(value * 10) / 10

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}
