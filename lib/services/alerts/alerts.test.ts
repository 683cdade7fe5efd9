import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listQuery } from '#db/queries/list-testing.ts'
import { listOpenAlerts } from '#db/queries/alerts.ts'
import { newId } from '#db/ids.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { ensureOrganisation } from '../organisation.ts'
import { addUsers, deactivate } from '../scim/testing-guard.ts'
import { openScim, type ScimBench, type TestIdp } from '../scim/testing.ts'
import { acknowledgeAlert, muteAlerts, unmuteAlerts } from './attend.ts'
import { createDestination } from './destinations.ts'
import type { AlertPayload } from './event.ts'
import { DAY_MS, HOUR_MS } from './sign.ts'
import { lookForAlerts, sweepAlerts } from './sweep.ts'
import { readAlertPage, readDeliveryPage, readOpenAlerts } from './view.ts'

const dana = { id: 'a1', name: 'dana@quay.example', address: '192.0.2.1', userAgent: 'test' }
const entry = { name: 'Team', url: 'https://hooks.quay.example/', recipients: '', isEnabled: true } as const

describe.each(engines)('alerts on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    await ensureOrganisation()
    await createDestination('webhook', { ...entry, leastSeverity: 'info' }, dana)
    await createDestination('webhook', { ...entry, name: 'On call', leastSeverity: 'urgent' }, dana)
  }, 60_000)
  beforeEach(async () => {
    await scim.store.write(async (tx) => {
      const { alerts, alertDeliveries, alertMutes, alertRounds, idps } = tx.tables
      for (const table of [alerts, alertDeliveries, alertMutes, alertRounds, idps]) await tx.delete(table)
    })
  })
  afterAll(() => scim.close())

  const now = new Date()
  const look = (hours = 0) => lookForAlerts(new Date(now.getTime() + hours * HOUR_MS))
  const open = () => readOpenAlerts(scim.store.read, new Date())
  const addCertificate = async (idp: TestIdp, days: number) => {
    const id = newId()
    const validTo = new Date(now.getTime() + days * DAY_MS)
    const named = { pem: '', commonName: 'x', serialNumber: '1', fingerprint: '00', validFrom: new Date(0) }
    await scim.store.write((tx) =>
      tx.insert(tx.tables.idpCertificates).values({ id, idpId: idp.id, validTo, ...named }),
    )
    return id
  }
  const sent = async () => {
    const { rows } = await readDeliveryPage(scim.store.report, listQuery())
    return rows.map(({ event, destination, payload }) => {
      const { data } = JSON.parse(payload) as AlertPayload
      return [event, destination, data.alert.severity, data.alert.status]
    })
  }
  /** Requests of the IdP in the log, answered with this status. */
  const log = (idp: TestIdp, times: readonly Date[], status: number) =>
    scim.store.write(async (tx) => {
      for (const at of times) {
        await tx.insert(tx.tables.syncLogs).values({
          idpId: idp.id,
          id: newId(at),
          at,
          method: 'PATCH',
          url: '/Users/1',
          entityType: 'User',
          status,
          durationMs: 3,
          address: '',
          userAgent: '',
          changes: '[]',
        })
      }
    })

  test('raised once, worse once, resolved once, each told to whoever wants to know', async () => {
    const idp = await scim.addIdp()
    const id = await addCertificate(idp, 20)
    await look()
    await look()
    expect(await sent()).toEqual([['alert.raised', 'Team', 'info', 'open']])
    await look(14 * 24)
    await look(21 * 24)
    await look(21 * 24)
    await scim.store.write((tx) => tx.delete(tx.tables.idpCertificates).where(eq(tx.tables.idpCertificates.id, id)))
    await look(22 * 24)
    await look(22 * 24)
    expect(await sent()).toEqual([
      ['alert.raised', 'Team', 'info', 'open'],
      ['alert.escalated', 'Team', 'warning', 'open'],
      ['alert.escalated', 'Team', 'urgent', 'open'],
      ['alert.escalated', 'On call', 'urgent', 'open'],
      ['alert.resolved', 'Team', 'urgent', 'resolved'],
      ['alert.resolved', 'On call', 'urgent', 'resolved'],
    ])
    expect(await open()).toEqual([])
    const { rows } = await readAlertPage(scim.store.report, listQuery({ filters: { state: ['resolved'] } }), now)
    expect(rows).toMatchObject([{ kind: 'certificate', severity: 'urgent', state: 'resolved' }])
  })

  test('of several processes that look at once one raises it', async () => {
    await addCertificate(await scim.addIdp(), 3)
    await Promise.all([look(), look(), look()])
    expect(await open()).toHaveLength(1)
    expect(await sent()).toHaveLength(1)
    const rounds = await Promise.all([sweepAlerts(now), sweepAlerts(now), sweepAlerts(now)])
    expect(rounds.filter(Boolean)).toHaveLength(1)
    expect(await sweepAlerts(new Date(now.getTime() + 59_000))).toBe(false)
    expect(await sweepAlerts(new Date(now.getTime() + 61_000))).toBe(true)
  })

  test('a disabled IdP is not alerted about, and what was raised of it is over', async () => {
    const idp = await scim.addIdp()
    await addCertificate(idp, 3)
    await look()
    expect(await open()).toHaveLength(1)
    await scim.store.write((tx) => tx.update(tx.tables.idps).set({ status: 'disabled' }))
    await look()
    expect(await open()).toEqual([])
  })

  test('acknowledged until it is worse', async () => {
    await addCertificate(await scim.addIdp(), 20)
    await look()
    const [alert] = await open()
    await acknowledgeAlert(alert!.id, dana)
    expect(await open()).toMatchObject([{ state: 'acknowledged', acknowledgedBy: dana.name }])
    await expect(acknowledgeAlert(alert!.id, dana)).rejects.toMatchObject({ code: 'conflict' })
    await look(24)
    expect(await open()).toMatchObject([{ state: 'acknowledged' }])
    await look(14 * 24)
    expect(await open()).toMatchObject([{ state: 'open', severity: 'warning', acknowledgedBy: null }])
    await expect(acknowledgeAlert('404', dana)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('muted alerts are kept and not sent, of that kind and IdP alone', async () => {
    const idp = await scim.addIdp()
    const other = await scim.addIdp({ name: 'Other', nameKey: 'other' })
    await muteAlerts('certificate', idp.id, null, dana)
    await addCertificate(idp, 3)
    await addCertificate(other, 3)
    await look()
    expect((await open()).find(({ idpId }) => idpId === idp.id)?.mute).toEqual({ until: null, by: dana.name })
    expect((await open()).find(({ idpId }) => idpId === other.id)?.mute).toBeUndefined()
    expect(await sent()).toEqual([['alert.raised', 'Team', 'warning', 'open']])
    await unmuteAlerts('certificate', idp.id, dana)
    expect((await open()).map(({ mute }) => mute)).toEqual([undefined, undefined])
    await muteAlerts('certificate', idp.id, 7, dana)
    const later = new Date(Date.now() + 8 * DAY_MS)
    expect((await readOpenAlerts(scim.store.read, later)).map(({ mute }) => mute)).toEqual([undefined, undefined])
    await expect(muteAlerts('quiet', '404', 1, dana)).rejects.toMatchObject({ code: 'not-found' })
    const actions = (await scim.store.read.select().from(scim.store.tables.auditLogs)).map(({ action }) => action)
    expect(actions.filter((action) => action.startsWith('alert.')).slice(-3)).toEqual([
      'alert.mute',
      'alert.unmute',
      'alert.mute',
    ])
  })

  test('an IdP that falls silent, measured by its own past', async () => {
    const idp = await scim.addIdp()
    const newcomer = await scim.addIdp({ name: 'New', nameKey: 'new' })
    const daily = Array.from({ length: 20 }, (_, day) => new Date(now.getTime() - (20 - day) * DAY_MS))
    await log(idp, daily, 200)
    await log(newcomer, daily.slice(-3), 200)
    // Usual are 23 hours between two that are silent: 35 are too many.
    await look(10)
    expect(await open()).toEqual([])
    // Strangers that are turned away are no sign of life.
    await log(idp, [new Date(now.getTime() + 11 * HOUR_MS)], 401)
    await look(13)
    expect(await open()).toMatchObject([{ kind: 'quiet', idpId: idp.id, facts: { usualHours: 23, limitHours: 35 } }])
    await look(60 * 24)
    expect(await open()).toHaveLength(1)
    await log(idp, [new Date(now.getTime() + 61 * DAY_MS)], 200)
    await look(61 * 24 + 1)
    expect(await open()).toEqual([])
  })

  test('a burst of errors, until it has calmed down', async () => {
    const idp = await scim.addIdp()
    await log(
      idp,
      Array.from({ length: 19 }, () => now),
      409,
    )
    await look()
    expect(await open()).toEqual([])
    await log(idp, [now], 400)
    await look()
    expect(await open()).toMatchObject([
      { kind: 'errors', text: expect.stringContaining('20 of 20 requests of'), facts: { commonest: 409 } },
    ])
    await look(0.5)
    expect(await open()).toEqual([])
  })

  test('a mass deactivation under the guard, and what the guard holds: one alert that becomes worse', async () => {
    const idp = await scim.addIdp({ guardMinimum: 6 })
    const ids = await addUsers(scim, idp, 20)
    await deactivate(scim, idp, ids.slice(0, 2))
    await look()
    expect(await open()).toEqual([])
    await deactivate(scim, idp, ids.slice(2, 3))
    await look()
    expect(await open()).toMatchObject([
      { kind: 'deactivations', severity: 'warning', facts: { people: 3, activeBefore: 20, minutes: 60 } },
    ])
    expect(await deactivate(scim, idp, ids.slice(3, 7))).toEqual({ 200: 3, 503: 1 })
    await look()
    const worse = { severity: 'urgent', facts: { heldRequests: 1, people: 1 } }
    expect(await open()).toMatchObject([{ kind: 'deactivations', ...worse }])
    expect((await sent()).map(([event]) => String(event)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'alert.escalated',
      'alert.escalated',
      'alert.raised',
    ])
    // No longer held, and as long as the hour lasts still many.
    await scim.store.write((tx) => tx.delete(tx.tables.heldDeprovisionings))
    await look()
    expect(await open()).toMatchObject([{ severity: 'warning' }])
    await look(2)
    expect(await open()).toEqual([])
  }, 30_000)

  test('with the guard off deactivations and deletions are counted in the log', async () => {
    const idp = await scim.addIdp({ guardsDeprovisioning: false, guardMinimum: 10 })
    const ids = await addUsers(scim, idp, 20)
    await deactivate(scim, idp, ids.slice(0, 3))
    // Others that were inactive and are changed again do not count.
    for (const id of ids.slice(0, 3)) {
      await scim.send(idp, 'PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { title: 'Gone' } }] })
    }
    await scim.send(idp, 'DELETE', `/Users/${ids[3]}`)
    await look()
    expect(await open()).toEqual([])
    await scim.send(idp, 'DELETE', `/Users/${ids[4]}`)
    await look()
    expect(await open()).toMatchObject([{ kind: 'deactivations', facts: { people: 5, activeBefore: 20 } }])
  }, 30_000)

  test('tokens that expire, of IdPs that use them', async () => {
    const idp = await scim.addIdp()
    const created = { createdAt: new Date(now.getTime() - 300 * DAY_MS) }
    await scim.store.write((tx) =>
      tx
        .update(tx.tables.scimTokens)
        .set({ expiresAt: new Date(now.getTime() + 5 * DAY_MS), ...created })
        .where(and(eq(tx.tables.scimTokens.idpId, idp.id))),
    )
    await look()
    expect(await open()).toMatchObject([{ kind: 'token', severity: 'warning', facts: { token: 'bearer' } }])
    await look(6 * 24)
    expect(await open()).toMatchObject([{ kind: 'token', severity: 'urgent' }])
    await scim.store.write((tx) => tx.update(tx.tables.idps).set({ scimSync: false }))
    await look(6 * 24)
    expect(await open()).toEqual([])
  })

  test('what is long over is forgotten, what is open is not', async () => {
    const idp = await scim.addIdp()
    await addCertificate(idp, -1)
    await addCertificate(await scim.addIdp({ name: 'B', nameKey: 'b' }), 3)
    await look()
    await scim.store.write((tx) => tx.delete(tx.tables.idps).where(eq(tx.tables.idps.id, idp.id)))
    await look(1)
    await scim.store.write((tx) => tx.update(tx.tables.alertDeliveries).set({ state: 'delivered' }))
    await sweepAlerts(new Date(now.getTime() + 91 * DAY_MS))
    expect((await readAlertPage(scim.store.report, listQuery(), now)).rows).toMatchObject([{ state: 'open' }])
    expect(await listOpenAlerts(scim.store.read)).toHaveLength(1)
    expect((await sent()).map(([event]) => event)).toEqual(['alert.escalated', 'alert.escalated'])
  })
})
