import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { findDecision, listDecisionPage } from '#db/queries/list-decisions.ts'
import { listQuery } from '#db/queries/list-testing.ts'
import { sumDecisions } from '#db/queries/decision-log.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { compilePolicies } from '#lib/policy/compile.ts'
import type { Brief } from '#lib/policy/brief.ts'
import { explain } from '#lib/policy/explain.ts'
import { allow, dana, policySet, rule, toWiki } from '#lib/policy/testing-set.ts'
import { ensureOrganisation } from '../organisation.ts'
import { systemActor } from '../actor.ts'
import { loggedDecision, type MadeDecision } from './made.ts'
import { recordDecision } from './record.ts'
import { changeDecisionLogSettings, decisionLogSettings } from './settings.ts'
import { sweepDecisions } from './sweep.ts'
import { MOST_WAITING, state } from './waiting.ts'
import { writeDecisions } from './write.ts'

const compiled = compilePolicies(policySet([rule(allow, { applicationIds: ['wiki'] }, { id: 'r1', name: 'Wiki' })]))

const made = (rest: Partial<MadeDecision> = {}): MadeDecision => {
  const told = () => explain(compiled, 'access', dana, toWiki)
  return {
    at: new Date(),
    ...loggedDecision(told().decision),
    person: { idpId: '1', userId: 'u1', userName: 'Dana@example.com' },
    host: 'wiki.example.com:443',
    address: '192.0.2.7',
    clientType: 'browser',
    platform: 'mac',
    countryCode: undefined,
    source: { kind: 'forward-auth', name: 'wiki.example.com' },
    explain: told,
    ...rest,
  }
}
const blocked = (rest: Partial<MadeDecision> = {}) =>
  made({ action: 'block', reason: 'default', rule: undefined, ...rest })

describe.each(engines)('the decision log on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeEach(async () => {
    const opened = await openEngine(engine)
    store = opened.store
    close = opened.close
    useStore(store)
    await ensureOrganisation()
  }, 60_000)
  afterEach(async () => {
    await writeDecisions()
    state.alike.clear()
    useStore(undefined)
    await close()
  })

  const rows = async () => (await listDecisionPage(store.report, listQuery())).rows
  const keepAll = () =>
    changeDecisionLogSettings(
      { allowShare: 1, retentionDays: 7 },
      { version: 0, opened: { allowShare: 10, retentionDays: 30 } },
      systemActor,
    )

  test('what is alike within a minute is one row with a count, and explained', async () => {
    await keepAll()
    // A minute that is not over by the time it is written.
    const minute = Math.ceil(Date.now() / 60_000 + 1) * 60_000
    const at = (seconds: number) => new Date(minute + seconds * 1_000)
    recordDecision(made({ at: at(5) }))
    recordDecision(made({ at: at(7) }))
    expect(await rows()).toEqual([])
    await writeDecisions()
    recordDecision(made({ at: at(59) }))
    recordDecision(made({ at: at(60) }))
    recordDecision(made({ at: at(61), address: '192.0.2.8' }))
    await writeDecisions()
    const found = await rows()
    expect(found.map((row) => [row.count, row.address, row.share])).toEqual([
      [3, '192.0.2.7', 1],
      [1, '192.0.2.7', 1],
      [1, '192.0.2.8', 1],
    ])
    const [first] = found
    expect(first).toMatchObject({
      ruleName: 'Wiki',
      applicationName: 'Wiki',
      action: 'allow',
      reason: 'rule',
      userId: 'u1',
    })
    expect(first?.lastAt).toEqual(at(59))
    const whole = await findDecision(store.report, first?.id ?? '')
    const brief = JSON.parse(whole?.explanation ?? '{}') as Brief
    expect(brief.rules).toMatchObject([{ name: 'Wiki', isDeciding: true }])
  })

  test('blocks are all kept, of what is allowed a share', async () => {
    let drawn = 0
    const chance = vi.spyOn(Math, 'random').mockImplementation(() => (drawn++ % 10) / 10)
    for (let each = 0; each < 40; each++) {
      recordDecision(made({ host: `wiki-${each}.example.com` }))
      recordDecision(blocked({ host: `wiki-${each}.example.com` }))
    }
    await writeDecisions()
    chance.mockRestore()
    const found = await rows()
    expect(found.filter(({ action }) => action === 'block').map(({ share }) => share)).toEqual(Array(40).fill(1))
    expect(found.filter(({ action }) => action === 'allow').map(({ share }) => share)).toEqual([10, 10, 10, 10])
    const minute = Math.floor(Date.now() / 60_000)
    expect(await sumDecisions(store.report, { from: minute - 1, to: minute + 1 })).toEqual({ allowed: 40, blocked: 40 })
  })

  test('what there is no room for is counted', async () => {
    const at = new Date()
    for (let each = 0; each < MOST_WAITING + 3; each++) recordDecision(blocked({ at, host: `${each}.example.com` }))
    expect(state.alike.size).toBe(MOST_WAITING)
    await writeDecisions()
    const minute = Math.floor(at.getTime() / 60_000)
    const counts = await sumDecisions(store.report, { from: minute, to: minute + 1 })
    expect(counts).toEqual({ blocked: MOST_WAITING, 'left-out': 3 })
    expect(state.alike.size).toBe(0)
  }, 60_000)

  test('a store that cannot be written loses nothing but rows, and they are counted', async () => {
    recordDecision(blocked())
    const write = vi.spyOn(store, 'write').mockRejectedValue(new Error('The disk is full.'))
    await writeDecisions()
    write.mockRestore()
    recordDecision(blocked({ host: 'other.example.com' }))
    await writeDecisions()
    expect((await rows()).map(({ host }) => host)).toEqual(['other.example.com'])
    const minute = Math.floor(Date.now() / 60_000)
    expect(await sumDecisions(store.report, { from: minute - 1, to: minute + 1 })).toEqual({
      blocked: 2,
      'left-out': 1,
    })
  })

  test('old ones are swept, with their counts', async () => {
    const now = new Date()
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
    recordDecision(blocked({ at: daysAgo(31) }))
    recordDecision(blocked({ at: daysAgo(29) }))
    await writeDecisions()
    await sweepDecisions(now)
    expect((await rows()).map(({ at }) => at)).toEqual([daysAgo(29)])
    expect(await sumDecisions(store.report, { from: 0, to: 2 ** 31 - 1 })).toEqual({ blocked: 1 })
    await keepAll()
    await sweepDecisions(now)
    expect(await rows()).toEqual([])
  })

  test('settings: wrong ones are told at their field, and of two administrators the second is told', async () => {
    const opened = { allowShare: 10, retentionDays: 30 }
    const change = (entry: typeof opened, version: number) =>
      changeDecisionLogSettings(entry, { version, opened }, systemActor)
    await expect(change({ ...opened, allowShare: 7 }, 0)).rejects.toMatchObject({ field: 'allowShare' })
    await expect(change({ ...opened, retentionDays: 366 }, 0)).rejects.toMatchObject({ field: 'retentionDays' })
    await keepAll()
    expect(await decisionLogSettings()).toEqual({ allowShare: 1, retentionDays: 7, version: 1 })
    await expect(change({ ...opened, retentionDays: 9 }, 0)).rejects.toMatchObject({ code: 'changed' })
    const audited = await store.read.select().from(store.tables.auditLogs)
    expect(audited.map(({ action, targetName }) => [action, targetName])).toEqual([['setting.update', 'Decision Log']])
  })
})
