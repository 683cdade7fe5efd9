import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import type { ListQuery } from './list.ts'
import { findSyncLog, listSyncLogPage, lowestIdAt } from './list-sync-logs.ts'
import { listQuery, logRow, userRow } from './list-testing.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute))
const logs = {
  create: logRow(at(1), { entityType: 'User', entityId: 'u1', entityName: 'Dana@Example.com', externalId: '00u1' }),
  patch: logRow(at(2), {
    method: 'PATCH',
    status: 204,
    entityType: 'Group',
    entityId: 'g1',
    entityName: 'Ops',
    durationMs: 700,
    client: 'entra',
    changes: '[{"path":"members"}]',
  }),
  refused: logRow(at(3), {
    status: 409,
    scimType: 'uniqueness',
    durationMs: 3001,
    tokenId: 't1',
    entityName: 'ÉLODIE İpek',
    client: 'okta',
    request: '{"userName":"Élodie","title":"50%_off"}',
    detail: 'userName belongs to user 7f3c',
  }),
  stranger: logRow(at(2), { idpId: '2' }),
  unknown: logRow(at(2), { idpId: '-', status: 401 }),
}

type Name = keyof typeof logs

describe.each(engines)('SCIM Sync Logs on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      await tx.insert(tx.tables.syncLogs).values(Object.values(logs))
      await tx.insert(tx.tables.users).values(userRow('dana@example.com', { id: 'u1', externalId: '00u1' }))
      await tx.insert(tx.tables.syncLogEntities).values([{ idpId: '1', entityId: 'u1', logId: logs.patch.id }])
      await tx
        .insert(tx.tables.scimTokens)
        .values([{ id: 't1', idpId: '1', hash: 'h', hint: '4f2a', state: 'live', createdAt: at(0), createdBy: 'x' }])
    })
  })
  afterAll(() => close())

  const found = async (query: Partial<ListQuery>, idpId = '1'): Promise<Name[]> => {
    const { rows } = await listSyncLogPage(
      store.report,
      idpId,
      listQuery({ sort: [{ id: 'at', direction: 'desc' }], ...query }),
    )
    return rows.map((row) => (Object.keys(logs) as Name[]).find((name) => logs[name].id === row.id) ?? 'unknown')
  }

  test.each<[string, Partial<ListQuery>, Name[]]>([
    ['newest first', {}, ['refused', 'patch', 'create']],
    ['oldest first', { sort: [{ id: 'at', direction: 'asc' }] }, ['create', 'patch', 'refused']],
    ['from an instant, itself included', { range: { from: at(2), to: undefined } }, ['refused', 'patch']],
    ['to an instant, itself included', { range: { from: undefined, to: at(2) } }, ['patch', 'create']],
    ['an instant alone', { range: { from: at(2), to: at(2) } }, ['patch']],
    ['Entity Name', { filters: { entityName: ['dana@EXAMPLE'] } }, ['create']],
    ['IdP SCIM Entity ID', { filters: { externalId: ['00u1'] } }, ['create']],
    ['Internal Entity ID', { filters: { entityId: ['U1'] } }, ['create']],
    ['Payload Search Entity ID', { filters: { payloadId: ['u1'] } }, ['patch', 'create']],
    ['Payload Search Entity ID, that of the IdP', { filters: { payloadId: ['00u1'] } }, ['patch', 'create']],
    ['Entity Type', { filters: { entityType: ['Group'] } }, ['patch']],
    ['Response Status Code', { filters: { status: ['201', '409'] } }, ['refused', 'create']],
    ['HTTP Method', { filters: { method: ['PATCH', 'DELETE'] } }, ['patch']],
    ['up to 200 ms', { filters: { duration: ['up-to-200'] } }, ['create']],
    ['up to 1 s', { filters: { duration: ['up-to-1000'] } }, ['patch', 'create']],
    ['Outcome', { filters: { outcome: ['rejected'] } }, ['refused']],
    ['scimType', { filters: { scimType: ['uniqueness', 'noTarget'] } }, ['refused']],
    ['Client', { filters: { client: ['entra'] } }, ['patch']],
    ['Entity Name in other scripts and cases', { filters: { entityName: ['élodie'] } }, ['refused']],
    ['Entity Name, % and _ as themselves', { filters: { entityName: ['%'] } }, []],
    ['text of a body', { filters: { text: ['50%_OFF'] } }, ['refused']],
    ['text of a URL', { filters: { text: ['/v2/users'] } }, ['refused', 'patch', 'create']],
    ['text of the detail', { filters: { text: ['7F3C'] } }, ['refused']],
    ['several at once', { filters: { text: ['v2'], status: ['204', '201'], entityType: ['Group'] } }, ['patch']],
    ['a page past the end', { page: 3 }, []],
    ['more than 3 s', { filters: { duration: ['over-3000'] } }, ['refused']],
  ])('%s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected)
  })

  test('requests to an unknown IdP are under the organisation', async () => {
    expect(await found({}, '-')).toEqual(['unknown'])
  })

  test('one entry, with the hint of its token', async () => {
    expect(await findSyncLog(store.report, '1', logs.refused.id)).toMatchObject({ status: 409, tokenHint: '4f2a' })
    expect(await findSyncLog(store.report, '1', logs.create.id)).toMatchObject({ tokenHint: null })
    expect(await findSyncLog(store.report, '1', logs.stranger.id)).toBeUndefined()
  })
})

test('no id made at an instant is below its lowest, and none made before reaches it', () => {
  for (const time of [new Date(0), at(5), new Date()]) {
    const lowest = lowestIdAt(time)
    for (let round = 0; round < 50; round++) {
      expect(newId(time) >= lowest).toBe(true)
      if (time.getTime() > 0) expect(newId(new Date(time.getTime() - 1)) < lowest).toBe(true)
    }
  }
})
