import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { groupRow, listQuery, memberRow, userRow } from '#db/queries/list-testing.ts'
import { findDecision, listDecisionPage } from '#db/queries/list-decisions.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { createApiKey } from '../api-keys/index.ts'
import { ownerActor } from '../api-keys/testing.ts'
import { writeDecisions } from '../decision-log/index.ts'
import { createIdp } from '../idps/index.ts'
import { answerApi } from '../management-api/answer.ts'
import { ensureOrganisation } from '../organisation.ts'
import { createApplication, createRule } from '../policy/index.ts'

type Problem = { id: string; reason: string; params: string[] }

describe.each(engines)('the decision API on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let key: string
  let scopeless: string
  let idpId: string
  let applicationId: string
  const dana = userRow('dana@example.com', { document: '{"userName":"dana@example.com"}' })

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    const owner = await ownerActor('ada@example.com')
    idpId = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: true }, owner)).id
    key = (await createApiKey({ name: 'Gateway', scopes: ['decisions'], expires: 'never' }, owner)).key
    scopeless = (await createApiKey({ name: 'Reader', scopes: ['idps:read'], expires: 'never' }, owner)).key
    const sales = groupRow('Sales', { idpId })
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values({ ...dana, idpId })
      await tx.insert(tx.tables.groups).values(sales)
      await tx.insert(tx.tables.members).values(memberRow(sales.id, dana.id, { idpId }))
    })
    const wiki = await createApplication(
      {
        name: 'Wiki',
        description: '',
        isEnabled: true,
        domains: ['wiki.example.com'],
        tcpPorts: '443',
        udpPorts: '',
        segmentGroupId: null,
      },
      owner,
    )
    applicationId = wiki.id
    const items = [{ kind: 'scim-group' as const, groupId: sales.id }]
    await createRule(
      'access',
      {
        name: 'Wiki for sales',
        description: '',
        isEnabled: true,
        outcome: { policy: 'access', action: 'allow', message: '' },
        criteria: {
          ...noCriteria,
          applicationIds: [wiki.id],
          identity: { join: 'or', idps: [{ idpId, join: 'or', items }] },
        },
      },
      owner,
    )
  }, 60_000)
  afterAll(async () => {
    await writeDecisions()
    useStore(undefined)
    await close()
  })

  const call = async (path: string, body: unknown, authorization = `Bearer ${key}`) => {
    const answer = await answerApi({
      method: 'POST',
      target: path,
      headers: { 'content-type': 'application/json', authorization },
      readBody: async () => JSON.stringify(body),
      from: { address: '192.0.2.9', userAgent: 'test' },
    })
    return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown> & Problem }
  }
  const question = (rest: object = {}) => ({
    user: { idpId, userName: 'Dana@Example.com' },
    application: { host: 'Wiki.example.com.' },
    ...rest,
  })

  test('answers with rule, message, timeouts and, when asked, why', async () => {
    // The gate asks whether Dana has signed in since SCIM criteria are in use.
    await store.write((tx) => tx.update(tx.tables.idps).set({ scimPolicySince: null }))
    const { status, body } = await call(
      '/decisions',
      question({ policies: ['access', 'clientForwarding', 'timeout'], explain: true }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      user: { idpId, userName: 'dana@example.com', userId: dana.id },
      application: { id: applicationId, name: 'Wiki' },
      access: {
        action: 'ALLOW',
        reason: 'rule',
        rule: { name: 'Wiki for sales' },
        customMsg: '',
        explanation: { domain: 'wiki.example.com', rules: [{ name: 'Wiki for sales', isDeciding: true }] },
      },
      clientForwarding: { action: 'INTERCEPT', reason: 'default' },
      timeout: { action: 'RE_AUTH', reauthTimeout: '604800', reauthIdleTimeout: '-1' },
    })
  })

  test('by ids, and for whom SCIM has not brought', async () => {
    const byId = await call('/decisions', { user: { userId: dana.id }, application: { id: applicationId } })
    expect(byId.body).toMatchObject({ user: { userName: 'dana@example.com' }, access: { action: 'ALLOW' } })
    expect(byId.body['timeout']).toBeUndefined()
    const eli = await call('/decisions', question({ user: { idpId, userName: 'eli@example.com' } }))
    expect(eli.body).toMatchObject({ user: { userId: null }, access: { action: 'DENY', reason: 'absent', rule: null } })
    const elsewhere = await call('/decisions', question({ application: { host: 'wiki.example.com', port: 22 } }))
    expect(elsewhere.body).toMatchObject({ application: null, access: { action: 'DENY', reason: 'no-application' } })
  })

  test.each<[string, object, string]>([
    ['a user of no IdP', { user: { userName: 'dana@example.com' } }, 'user'],
    ['a host with a path', { application: { host: 'wiki.example.com/x' } }, 'application.host'],
    ['a host and an id', { application: { host: 'wiki.example.com', id: '1' } }, 'application'],
    ['port 0', { application: { host: 'wiki.example.com', port: 0 } }, 'application.port'],
    ['an unknown client type', { clientType: 'telnet' }, 'clientType'],
    ['a country in small letters', { countryCode: 'de' }, 'countryCode'],
    ['an address that is none', { ipAddress: '10.0.0' }, 'ipAddress'],
    ['no policy', { policies: [] }, 'policies'],
    ['a field that is not known', { at: 'noon' }, 'at'],
  ])('%s is told at its field', async (_, rest, field) => {
    const { status, body } = await call('/decisions', question(rest))
    expect([status, body.id]).toEqual([400, 'invalid.parameter'])
    expect(body.params).toContain(field)
  })

  test('whom there is not, is told at the field', async () => {
    const gone = await call('/decisions', question({ user: { userId: 'nobody' } }))
    expect([gone.status, gone.body.params]).toEqual([404, ['user.userId']])
    const noIdp = await call('/decisions', question({ user: { idpId: '7', userName: 'dana@example.com' } }))
    expect([noIdp.status, noIdp.body.params]).toEqual([404, ['user.idpId']])
  })

  test('a batch answers each by itself, up to a hundred', async () => {
    const questions = [question(), question({ user: { userId: 'nobody' } }), question({ application: { id: 'gone' } })]
    const { status, body } = await call('/decisions/batch', { questions })
    expect(status).toBe(200)
    expect(body['answers']).toMatchObject([
      { decision: { access: { action: 'ALLOW' } } },
      { problem: { id: 'resource.not.found', params: ['questions.1.user.userId'] } },
      { decision: { access: { reason: 'no-application' } } },
    ])
    const many = await call('/decisions/batch', { questions: Array(101).fill(question()) })
    expect([many.status, many.body.id, many.body.params]).toEqual([413, 'invalid.batch.size', ['questions']])
    const wrong = await call('/decisions/batch', { questions: [question(), question({ platform: 'beos' })] })
    expect([wrong.status, wrong.body.params]).toEqual([400, ['questions.1.platform']])
    expect((await call('/decisions/batch', { questions: [] })).status).toBe(400)
  })

  test('only a key with the scope is answered', async () => {
    expect((await call('/decisions', question(), '')).status).toBe(401)
    expect((await call('/decisions', question(), `Bearer ${scopeless}`)).status).toBe(403)
  })

  test('its decisions are in the log, marked with the name of the key', async () => {
    await call('/decisions', question({ user: { idpId, userName: 'fay@example.com' }, ipAddress: '192.0.2.7' }))
    await writeDecisions()
    const { rows } = await listDecisionPage(store.report, listQuery({ filters: { userName: ['fay'] } }))
    expect(rows).toMatchObject([
      {
        action: 'block',
        reason: 'absent',
        host: 'wiki.example.com:443',
        address: '192.0.2.7',
        source: 'api',
        sourceName: 'Gateway',
      },
    ])
    expect(await findDecision(store.report, rows[0]?.id ?? '')).toMatchObject({ explanation: expect.any(String) })
  })
})
