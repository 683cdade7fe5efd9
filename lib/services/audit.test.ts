import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore } from '#db/testing.ts'
import { systemActor } from './actor.ts'
import { appendAudit } from './audit.ts'

let opened: Awaited<ReturnType<typeof openTestStore>>
beforeAll(async () => {
  opened = await openTestStore()
})
afterAll(() => opened.close())

test.each([
  ['a change', { on: true }, false, 1],
  ['a change that may be omitted', { on: true }, true, 1],
  ['a Save without a change', { on: false }, false, 1],
  ['a Save without a change that another row tells of', { on: false }, true, 0],
])('%s leaves its row', async (name, after, isOmittedWhenEqual, expected) => {
  const { store } = opened
  await store.write((tx) =>
    appendAudit(tx, systemActor, {
      action: 'idp.update',
      target: { type: 'idp', id: name, name },
      before: { on: false },
      after,
      isOmittedWhenEqual,
    }),
  )
  const rows = await store.read.select().from(store.tables.auditLogs)
  expect(rows.filter((row) => row.targetId === name)).toHaveLength(expected)
})
