import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loggedActions } from '#lib/table/decision-log.ts'
import { newId } from '../ids.ts'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { chartDecisions } from './decision-chart.ts'
import { addDecisionCounts, insertDecisions, type DecisionRow } from './decision-log.ts'
import { countFacets } from './facets.ts'
import { decisionPlan, findDecision, listDecisionPage } from './list-decisions.ts'
import { listQuery } from './list-testing.ts'

const at = (minutes: number) => new Date(Date.parse('2026-11-20T10:00:00Z') + minutes * 60_000)

const decision = (minutes: number, rest: Partial<DecisionRow> = {}): DecisionRow => ({
  id: newId(at(minutes)),
  at: at(minutes),
  lastAt: at(minutes),
  count: 1,
  share: 1,
  policy: 'access',
  action: 'block',
  reason: 'default',
  ruleId: null,
  ruleName: null,
  ruleKey: '',
  idpId: '1',
  userId: 'u-dana',
  userName: 'Dana@example.com',
  userNameKey: 'dana@example.com',
  applicationId: 'a-wiki',
  applicationName: 'Wiki',
  applicationKey: 'wiki',
  host: 'wiki.example.com',
  address: '192.0.2.7',
  clientType: 'browser',
  platform: null,
  countryCode: null,
  source: 'forward-auth',
  sourceName: 'wiki.example.com',
  explanation: '{}',
  ...rest,
})

const rows = [
  decision(0),
  decision(1, {
    action: 'allow',
    reason: 'rule',
    ruleId: 'r-1',
    ruleName: 'Sales',
    ruleKey: 'sales',
    count: 3,
    share: 10,
  }),
  decision(2, {
    userId: null,
    userName: 'eli',
    userNameKey: 'eli',
    idpId: '2',
    reason: 'absent',
    address: '2001:db8::7',
  }),
  decision(3, {
    applicationId: null,
    applicationName: null,
    applicationKey: '',
    host: 'files.example.com',
    reason: 'no-application',
  }),
  decision(4, { policy: 'timeout', action: 'timeouts', source: 'api', sourceName: 'Gateway' }),
]

describe.each(engines)('decisions on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    const opened = await openEngine(engine)
    store = opened.store
    close = opened.close
    await store.write(async (tx) => {
      await insertDecisions(tx, rows)
      await addDecisionCounts(tx, [
        { minute: at(0).getTime() / 60_000, outcome: 'blocked', count: 4 },
        { minute: at(1).getTime() / 60_000, outcome: 'allowed', count: 31 },
        { minute: at(1).getTime() / 60_000, outcome: 'left-out', count: 2 },
      ])
    })
  }, 60_000)
  afterAll(() => close())

  const found = async (filters: Record<string, string[]>) =>
    (await listDecisionPage(store.report, listQuery({ filters }))).rows.map((row) =>
      rows.findIndex(({ id }) => id === row.id),
    )

  test.each<[Record<string, string[]>, number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ action: ['allow', 'timeouts'] }, [1, 4]],
    [{ userName: ['DANA'] }, [0, 1, 3, 4]],
    [{ provider: ['2'] }, [2]],
    [{ application: ['wik'] }, [0, 1, 2, 4]],
    [{ rule: ['Sales'] }, [1]],
    [{ reason: ['absent', 'no-application'] }, [2, 3]],
    [{ policy: ['timeout'] }, [4]],
    [{ address: ['2001:DB8'] }, [2]],
    [{ source: ['api'] }, [4]],
    [{ userId: ['u-dana'], action: ['allow'] }, [1]],
    [{ ruleId: ['r-1'] }, [1]],
    [{ applicationId: ['a-wiki'] }, [0, 1, 2, 4]],
    [{ text: ['FILES'] }, [3]],
    [{ text: ['192.0.2.7'], reason: ['rule'] }, [1]],
    [{ text: ['sales'] }, [1]],
    [{ text: ['100%'] }, []],
  ])('%j', async (filters, expected) => expect(await found(filters)).toEqual(expected))

  test('newest first, in a range, without explanations; one whole', async () => {
    const page = await listDecisionPage(
      store.report,
      listQuery({ sort: [{ id: 'at', direction: 'desc' }], range: { from: at(1), to: at(3) }, size: 2 }),
    )
    expect(page).toMatchObject({ total: 3, hasMore: true, rows: [{ at: at(3) }, { at: at(2) }] })
    expect(page.rows[0]).not.toHaveProperty('explanation')
    expect(await findDecision(store.report, rows[3]?.id ?? '')).toMatchObject({ explanation: '{}' })
  })

  test('facets count with every other filter', async () => {
    const query = listQuery({ filters: { userName: ['dana'], action: ['block'] } })
    const { counts } = await countFacets(store.report, query, decisionPlan(store.report), 'action', loggedActions)
    expect(Object.entries(counts).map(([value, { count }]) => [value, count])).toEqual([
      ['allow', 1],
      ['block', 2],
      ['timeouts', 1],
    ])
  })

  test('the chart counts all there were; with filters, what rows stand for', async () => {
    const range = { from: at(0), to: at(10) }
    const start = at(0).getTime() / 60_000
    expect((await chartDecisions(store.report, { filters: {}, range }, 1)).buckets).toEqual(
      expect.arrayContaining([
        { start, outcome: 'blocked', count: 4 },
        { start: start + 1, outcome: 'allowed', count: 31 },
      ]),
    )
    const { buckets, isPartial } = await chartDecisions(store.report, { filters: { userName: ['dana'] }, range }, 10)
    expect(isPartial).toBe(false)
    expect(buckets.toSorted((a, b) => (a.outcome < b.outcome ? -1 : 1))).toEqual([
      { start, outcome: 'allowed', count: 30 },
      { start, outcome: 'blocked', count: 2 },
      { start, outcome: 'other', count: 1 },
    ])
  })
})
