import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'

export type Row = Record<string, string | number>
export type Bound = { atLeast: number } | { atMost: number } | { below: number }

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

export const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** A figure to two digits after the point, or three digits in all: more would be noise. */
export const round = (value: number): number => Number(value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2))

/** A figure beside what it is compared with, and whether their ratio keeps the bound; NaN (not measurable here) does. */
export function compared(what: string, [base, figure]: [number, number], bound?: Bound): Row {
  return { what, base: round(base), figure: round(figure), ...judged(figure / base, bound, 'ratio') }
}

/** A figure with a bound of its own. */
export function absolute(what: string, figure: number, bound?: Bound): Row {
  return { what, base: '', figure: round(figure), ...judged(figure, bound), ratio: '' }
}

function judged(value: number, bound: Bound | undefined, column = 'value'): Row {
  const ratio = column === 'ratio' ? value.toFixed(2) : ''
  if (!bound) return { ratio, bound: '', holds: '' }
  if ('atLeast' in bound) return { ratio, bound: `≥ ${bound.atLeast}`, holds: value < bound.atLeast ? 'NO' : 'yes' }
  if ('atMost' in bound) return { ratio, bound: `≤ ${bound.atMost}`, holds: value > bound.atMost ? 'NO' : 'yes' }
  return { ratio, bound: `< ${bound.below}`, holds: value >= bound.below ? 'NO' : 'yes' }
}

/**
 * Prints the rows as a table, and keeps it in bench/results with where and how it was measured. The process ends with 1
 * when a row's `holds` is `NO`.
 */
export function report(name: string, how: string, rows: Row[]): void {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  const table = [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
  ].join('\n')
  console.log(table)
  const results = new URL('results/', import.meta.url)
  mkdirSync(results, { recursive: true })
  const day = new Date().toISOString().slice(0, 10)
  const where = `${day}, ${cpus().length} processors, Node ${process.versions.node}.`
  writeFileSync(new URL(`${name}.md`, results), `${how} ${where}\n\n${table}\n`)
  if (rows.some((row) => row['holds'] === 'NO')) process.exitCode = 1
}
