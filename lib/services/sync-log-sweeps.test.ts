import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { logRow } from '#db/queries/list-testing.ts'
import { insertIdp } from '#db/queries/idps.ts'
import type { Store, Writer } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { defaultSettings } from './idps/settings.ts'
import { foldSyncLogs, recountSyncLogs, sweepOldSyncLogs } from './sync-log-sweeps.ts'

const now = new Date('2026-11-22T10:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

describe.each(engines)('the log’s sweeps on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await store.write(async (tx) => {
      await addIdp(tx, '1', 14)
      await addIdp(tx, '2', 90)
    })
  })
  afterEach(() =>
    store.write(async (tx) => {
      for (const name of ['syncLogs', 'syncLogEntities', 'syncLogCounts', 'syncLogMarks'] as const)
        await tx.delete(tx.tables[name])
    }),
  )
  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  const ages = async (): Promise<Record<string, number[]>> => {
    const { syncLogs } = store.tables
    const rows = await store.read.select({ idpId: syncLogs.idpId, at: syncLogs.at }).from(syncLogs).orderBy(syncLogs.id)
    const kept: Record<string, number[]> = {}
    for (const { idpId, at } of rows) (kept[idpId] ??= []).push(Math.round((now.getTime() - at.getTime()) / 86_400_000))
    return kept
  }

  test('each IdP keeps its logs for its own time, and requests to none are kept for 14 days', async () => {
    await store.write(async (tx) => {
      for (const idpId of ['1', '2', '-'])
        await tx.insert(tx.tables.syncLogs).values([1, 13, 15, 89, 91].map((days) => logRow(daysAgo(days), { idpId })))
    })
    await sweepOldSyncLogs(now)
    expect(await ages()).toEqual({ '1': [13, 1], '2': [89, 15, 13, 1], '-': [13, 1] })
  })

  test('more than a batch goes, and what payloads name goes with it', async () => {
    const [old, young] = [15, 1].map((days) =>
      Array.from({ length: 450 }, (_, index) => logRow(new Date(daysAgo(days).getTime() + index), { idpId: '1' })),
    ) as [Log[], Log[]]
    await store.write(async (tx) => {
      await tx.insert(tx.tables.syncLogs).values([...old, ...young])
      const entries = [...old, ...young].map(({ id }, index) => ({ idpId: '1', entityId: `u${index % 9}`, logId: id }))
      await tx.insert(tx.tables.syncLogEntities).values(entries)
    })
    await sweepOldSyncLogs(now)
    expect((await ages())['1']).toHaveLength(450)
    const { syncLogEntities } = store.tables
    const left = await store.read.select({ logId: syncLogEntities.logId }).from(syncLogEntities)
    expect(new Set(left.map(({ logId }) => logId))).toEqual(new Set(young.map(({ id }) => id)))
  })

  test('minutes go with the log, hours stay for charts', async () => {
    await store.write(async (tx) => {
      await tx.insert(tx.tables.syncLogs).values([15, 300, 401].map((days) => logRow(daysAgo(days), { idpId: '1' })))
    })
    await foldSyncLogs(now)
    await sweepOldSyncLogs(now)
    const { syncLogCounts } = store.tables
    const left = await store.read.select({ grain: syncLogCounts.grain }).from(syncLogCounts)
    expect(left.map(({ grain }) => grain)).toEqual([60, 60])
  })

  test('what is young may still be committed out of order and is folded later', async () => {
    const at = (seconds: number) => new Date(now.getTime() - seconds * 1000)
    const counted = async () => {
      const { syncLogCounts } = store.tables
      const rows = await store.read.select().from(syncLogCounts)
      return rows.filter(({ grain }) => grain === 1).reduce((sum, { count }) => sum + count, 0)
    }
    const add = (seconds: number) =>
      store.write((tx) => tx.insert(tx.tables.syncLogs).values(logRow(at(seconds), { idpId: '1' })))
    await add(500)
    await add(100)
    await foldSyncLogs(now)
    expect(await counted()).toBe(1)
    await add(120)
    await foldSyncLogs(new Date(now.getTime() + 600_000))
    expect(await counted()).toBe(3)
    // Behind the mark: only counting anew finds it.
    await add(900)
    await foldSyncLogs(new Date(now.getTime() + 600_000))
    expect(await counted()).toBe(3)
    await recountSyncLogs('1', new Date(now.getTime() + 600_000))
    expect(await counted()).toBe(4)
  })
})

type Log = ReturnType<typeof logRow>

async function addIdp(tx: Writer, id: string, logRetentionDays: number): Promise<void> {
  const { domains: _, ...settings } = defaultSettings
  await insertIdp(tx, {
    ...settings,
    id,
    organisationId: 'o',
    name: id,
    nameKey: id,
    logRetentionDays,
    wizardStep: 3,
    scimPolicySince: null,
    metadataCheckedAt: null,
    metadataProblem: null,
    pendingMetadata: null,
    isDefault: false,
    version: 1,
    createdAt: now,
    updatedAt: now,
  })
}
