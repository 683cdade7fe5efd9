import { expect, test } from 'vitest'
import type { ListQuery } from '#db/queries/list.ts'
import { listQuery } from '#db/queries/list-testing.ts'
import { csvRecords } from '#lib/table/csv.ts'
import { stepSize, streamOf, walkText } from './row-stream.ts'

const many = 1_000_000

/** A table of a million rows that exist only while they are listed. */
const numbers = () => {
  let steps = 0
  return {
    steps: () => steps,
    list: async (query: ListQuery) => {
      steps++
      const first = query.walk?.after === undefined ? 0 : Number(query.walk.after) + 1
      const size = Math.min(query.size, many - first)
      const rows = Array.from({ length: size }, (_, at) => ({ id: String(first + at).padStart(7, '0') }))
      return { rows, total: 0, isTotalCapped: false, hasMore: first + size < many }
    },
  }
}
const query = listQuery({ size: stepSize, sort: [{ id: 'userName', direction: 'asc' }] })
const allow = async () => undefined
const text = (rows: readonly { id: string }[]) => csvRecords(rows.map(({ id }) => [id, 'Dana Reyes']))

test('a million rows go through in bounded memory, each of them once', async () => {
  const table = numbers()
  let rows = 0
  let next = 0
  let most = 0
  const stream = streamOf(
    walkText(
      query,
      table.list,
      (step) => {
        expect(Number(step[0]?.id)).toBe(next)
        next += step.length
        return step.map(({ id }) => `${id}\n`).join('')
      },
      allow,
    ),
    () => undefined,
  )
  for await (const part of stream) {
    rows += part.length / 8
    // What the stream has read ahead of its reader, in rows.
    most = Math.max(most, table.steps() * stepSize - rows)
  }
  expect(rows).toBe(many)
  expect(most).toBeLessThanOrEqual(2 * stepSize)
}, 60_000)

test('nothing is read before somebody asks, and nothing after they leave', async () => {
  const table = numbers()
  let ends = 0
  const reader = streamOf(walkText(query, table.list, text, allow), () => ends++).getReader()
  await reader.read()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(table.steps()).toBeLessThanOrEqual(2)
  await reader.cancel()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(table.steps()).toBeLessThanOrEqual(2)
  expect(ends).toBe(1)
})

test('rows that fail half-way break the file off instead of ending it', async () => {
  const table = numbers()
  let checks = 0
  const stop = async () => {
    if (++checks > 3) throw new Error('signed out')
  }
  const ended: string[] = []
  const body = new Response(streamOf(walkText(query, table.list, text, stop), () => ended.push('end')))
  await expect(body.text()).rejects.toThrow('signed out')
  expect(ended).toEqual(['end'])
})
