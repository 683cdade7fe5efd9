import { eq, gt } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { lockAuditChain } from '#db/queries/audit-chain.ts'
import type { Store, Writer } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { cliActor } from './actor.ts'
import { AUDIT_RETENTION_MS, dropOldAudit, sealAudit, STRAGGLING_MS } from './audit-chain.ts'
import { verifyAudit } from './audit-verify.ts'
import { appendAudit } from './audit.ts'

vi.mock('#lib/env.ts', () => ({ env: () => ({ secret: 'a secret of thirty-two characters', url: '' }) }))
vi.mock('#db/queries/audit-chain.ts', { spy: true })

describe.each(engines)('the audit log’s chain on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
  }, 60_000)
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(async () => {
    await store.write(async (tx) => {
      for (const table of [tx.tables.auditLogs, tx.tables.auditSeals, tx.tables.auditChain]) await tx.delete(table)
    })
    return () => vi.useRealTimers()
  })

  const append = (count: number) =>
    store.write(async (tx) => {
      for (let n = 0; n < count; n++)
        await appendAudit(tx, cliActor('ada'), {
          action: 'setting.update',
          target: { type: 'setting', id: String(n), name: `Setting ${n}` },
          before: { on: false },
          after: { on: true },
        })
    })
  const rows = async () => await store.read.select().from(store.tables.auditSeals).orderBy(store.tables.auditSeals.seq)
  const tamper = (work: (tx: Writer) => Promise<unknown>) => store.write(work)

  test('seals every row once, in order, and finds it intact', async () => {
    expect(await verifyAudit()).toEqual({ state: 'empty', checked: 0, unsealed: 0 })
    await append(450)
    // The chain's own first row comes on top.
    expect(await sealAudit()).toBe(451)
    expect(await sealAudit()).toBe(0)
    expect((await rows()).map(({ seq }) => seq)).toEqual(Array.from({ length: 451 }, (_, n) => n + 1))
    expect(await verifyAudit()).toMatchObject({ state: 'intact', checked: 451, unsealed: 0 })
    await append(1)
    expect(await verifyAudit()).toMatchObject({ state: 'intact', checked: 451, unsealed: 1 })
    expect(await sealAudit()).toBe(1)
  })

  test('several processes that seal at once make one chain', async () => {
    await append(300)
    const sealed = await Promise.all([sealAudit(), sealAudit(), sealAudit(), append(50)])
    await sealAudit()
    expect(sealed.slice(0, 3).reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBeGreaterThanOrEqual(301)
    expect(await verifyAudit()).toMatchObject({ state: 'intact', checked: 351 })
  })

  // On SQLite nothing comes between two statements of a turn.
  test.runIf(engine === 'postgres')('a chain that another process begins meanwhile is nobody’s doing', async () => {
    await append(3)
    const sealing = Promise.withResolvers<void>()
    const byAnother = sealing.promise.then(sealAudit)
    vi.mocked(lockAuditChain).mockImplementationOnce(async () => {
      sealing.resolve()
      await byAnother
      return undefined
    })
    expect(await sealAudit()).toBe(0)
    expect(await byAnother).toBe(4)
    expect(await verifyAudit()).toMatchObject({ state: 'intact', checked: 4 })
  })

  test('a row whose transaction ends late is sealed late', async () => {
    await append(2)
    await sealAudit()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - STRAGGLING_MS / 2 })
    await append(1)
    vi.useRealTimers()
    expect(await sealAudit()).toBe(1)
    expect(await verifyAudit()).toMatchObject({ state: 'intact', checked: 4 })
  })

  const third = async () => (await rows())[2]!
  test.each<[string, (tx: Writer, row: { seq: number; logId: string }) => Promise<unknown>, RegExp, number]>([
    ['changed', (tx, { logId }) => setName(tx, logId, 'Harmless'), /was changed or moved/, 2],
    ['removed', (tx, { logId }) => remove(tx, logId), /\(number 3\) was removed/, 2],
    [
      'removed with its link',
      async (tx, { seq, logId }) => {
        await remove(tx, logId)
        await tx.delete(tx.tables.auditSeals).where(eq(tx.tables.auditSeals.seq, seq))
      },
      /Number 3 was removed/,
      2,
    ],
    [
      'swapped with the next',
      async (tx, { seq, logId }) => {
        const { auditSeals: t } = tx.tables
        const [next] = await tx
          .select()
          .from(t)
          .where(eq(t.seq, seq + 1))
        await tx.update(t).set({ logId: '-' }).where(eq(t.seq, seq))
        await tx
          .update(t)
          .set({ logId })
          .where(eq(t.seq, seq + 1))
        await tx.update(t).set({ logId: next!.logId }).where(eq(t.seq, seq))
      },
      /was changed or moved/,
      2,
    ],
    [
      'cut off, with all that follow',
      async (tx, { seq, logId }) => {
        await tx.delete(tx.tables.auditSeals).where(gt(tx.tables.auditSeals.seq, seq))
        await tx.delete(tx.tables.auditLogs).where(gt(tx.tables.auditLogs.id, logId))
      },
      /Number 4 was removed/,
      3,
    ],
    [
      'made the last one',
      async (tx, { seq, logId }) => {
        const { auditSeals: t, auditChain } = tx.tables
        const [last] = await tx.select().from(t).where(eq(t.seq, seq))
        await tx.delete(t).where(gt(t.seq, seq))
        await tx.delete(tx.tables.auditLogs).where(gt(tx.tables.auditLogs.id, logId))
        await tx.update(auditChain).set({ headSeq: seq, headMac: last!.mac })
      },
      /begins and ends was changed/,
      0,
    ],
    ['left without a chain', (tx) => tx.delete(tx.tables.auditChain), /where they end is gone/, 0],
    [
      'given older company',
      (tx) =>
        tx.insert(tx.tables.auditLogs).values({
          id: '01000000-0000-7000-8000-000000000000',
          at: new Date(0),
          actorId: 'x',
          actorName: 'x',
          action: 'seed.run',
          targetType: 'x',
          targetId: 'x',
          targetName: 'x',
          address: '',
          userAgent: '',
        }),
      /put among rows that are sealed/,
      9,
    ],
  ])('a row that was %s is noticed', async (_how, change, problem, checked) => {
    await append(8)
    await sealAudit()
    const row = await third()
    await tamper((tx) => change(tx, row))
    expect(await verifyAudit()).toMatchObject({ state: 'broken', problem: expect.stringMatching(problem), checked })
  })

  test('a changed end is never sealed over', async () => {
    await append(3)
    await sealAudit()
    await tamper((tx) => tx.update(tx.tables.auditChain).set({ headMac: 'ö'.repeat(64) }))
    await append(1)
    await expect(sealAudit()).rejects.toMatchObject({ code: 'tampered' })
    expect(await verifyAudit()).toMatchObject({ state: 'broken' })
  })

  test('a whole database that was put back is noticed by whoever noted the head', async () => {
    await append(3)
    await sealAudit()
    const { head } = await verifyAudit()
    await append(3)
    await sealAudit()
    expect(await verifyAudit(head)).toMatchObject({ state: 'intact' })
    const later = (await verifyAudit()).head!
    await tamper(async (tx) => {
      for (const table of [tx.tables.auditLogs, tx.tables.auditSeals, tx.tables.auditChain]) await tx.delete(table)
    })
    await append(3)
    await sealAudit()
    expect(await verifyAudit(later)).toMatchObject({ state: 'broken', problem: expect.stringMatching(/older copy/) })
  })

  test('rows go after a year, and the rest is still checked from there', async () => {
    const now = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: now - AUDIT_RETENTION_MS - 1000 })
    await append(260)
    vi.useRealTimers()
    await append(5)
    await sealAudit()
    expect(await dropOldAudit()).toBe(260)
    expect(await dropOldAudit()).toBe(0)
    expect((await rows()).map(({ seq }) => seq)).toEqual([261, 262, 263, 264, 265, 266])
    expect(await verifyAudit()).toMatchObject({ state: 'intact', checked: 6 })
    await tamper((tx) => remove(tx, '', 262))
    expect(await verifyAudit()).toMatchObject({ state: 'broken', checked: 1 })
  })

  test('a row that was given an old date does not go', async () => {
    await append(5)
    await sealAudit()
    const [first] = await rows()
    await tamper((tx) =>
      tx
        .update(tx.tables.auditLogs)
        .set({ at: new Date(0) })
        .where(eq(tx.tables.auditLogs.id, first!.logId)),
    )
    await expect(dropOldAudit()).rejects.toMatchObject({ code: 'tampered' })
    expect(await rows()).toHaveLength(6)
  })
})

const setName = (tx: Writer, id: string, targetName: string) =>
  tx.update(tx.tables.auditLogs).set({ targetName }).where(eq(tx.tables.auditLogs.id, id))

async function remove(tx: Writer, id: string, seq?: number) {
  const { auditLogs, auditSeals } = tx.tables
  const [seal] = seq === undefined ? [] : await tx.select().from(auditSeals).where(eq(auditSeals.seq, seq))
  await tx.delete(auditLogs).where(eq(auditLogs.id, seal?.logId ?? id))
}
