import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { claimDelivery, insertDeliveries, listDueDeliveries } from '#db/queries/alert-deliveries.ts'
import { findDestination, findSmtpSettings } from '#db/queries/alert-destinations.ts'
import { listQuery } from '#db/queries/list-testing.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { ensureOrganisation } from '../organisation.ts'
import { redeliver } from './attend.ts'
import { deliverDue } from './deliver.ts'
import {
  changeDestination,
  createDestination,
  deleteDestination,
  renewSecret,
  testDestination,
} from './destinations.ts'
import { deliveriesOf, testPayload } from './event.ts'
import { changeMailServer, readMailServer } from './mail-server.ts'
import { readDelivery, readDeliveryPage, readDestinations } from './view.ts'

const allowed = vi.hoisted(() => [] as string[])
vi.mock('#lib/env.ts', () => ({
  env: () => ({ url: 'https://rollcall.example', secret: 'x'.repeat(32), allowedHosts: allowed }),
}))

const dana = { id: 'a1', name: 'dana@quay.example', address: '192.0.2.1', userAgent: 'test' }
const entry = { name: 'Team', url: '', recipients: '', leastSeverity: 'info', isEnabled: true } as const
const server = {
  host: '127.0.0.1',
  port: 0,
  security: 'none',
  user: '',
  password: '',
  sender: 'rollcall@quay.example',
} as const

/** What a receiver of Standard Webhooks does: any of the signatures is right, and the time is now. */
function isVerified(request: IncomingMessage, body: string, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = request.headers
  if (Math.abs(Date.now() / 1_000 - Number(at)) > 300) return false
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = createHmac('sha256', key)
    .update(`${String(id)}.${String(at)}.${body}`)
    .digest('base64')
  return String(signatures).split(' ').includes(`v1,${expected}`)
}

describe.each(engines)('the outbox on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  const received: { request: IncomingMessage; body: string }[] = []
  let answer: (response: ServerResponse) => void
  const hooks = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ request, body: Buffer.concat(parts).toString() })
      answer(response)
    })
  })
  const mails: { to: string; text: string }[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const refusals: Record<string, number> = { 'gone@quay.example': 550, 'busy@quay.example': 450 }
      const code = refusals[address]
      done(code ? Object.assign(new Error('Not this one'), { responseCode: code }) : null)
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo[0]!.address, text: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  let hook: string
  let smtpPort: number

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve))
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
    hook = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/alerts`
    smtpPort = (smtp.server.address() as AddressInfo).port
    allowed.splice(0, allowed.length, '127.0.0.1')
  }, 60_000)
  beforeEach(async () => {
    received.length = 0
    mails.length = 0
    answer = (response) => response.end('Thank you')
    await store.write(async (tx) => {
      const { alertDeliveries, alertAttempts, alertDestinations, smtpSettings } = tx.tables
      for (const table of [alertDeliveries, alertAttempts, alertDestinations, smtpSettings]) await tx.delete(table)
    })
  })
  afterEach(() => vi.restoreAllMocks())
  afterAll(async () => {
    hooks.closeAllConnections()
    hooks.close()
    await new Promise<void>((resolve) => smtp.close(resolve))
    useStore(undefined)
    await close()
  })

  const made = () => createDestination('webhook', { ...entry, url: hook }, dana)
  /** An event for this destination in the outbox; answers its delivery's id. */
  async function post(id: string, at = new Date()): Promise<string> {
    const destination = await findDestination(store.read, id)
    const rows = deliveriesOf({ ...testPayload(at), type: 'alert.raised' }, 'alert', [destination!], at)
    await store.write((tx) => insertDeliveries(tx, rows))
    return rows[0]!.id
  }
  const all = async () => (await readDeliveryPage(store.report, listQuery())).rows
  const delivery = (id: string) => readDelivery(store.report, id)

  test('signed so that the receiver can tell who sent it, and that it is one event', async () => {
    const { id, secret = '' } = await made()
    await post(id)
    expect(await deliverDue()).toBe(1)
    expect(await deliverDue()).toBe(0)
    const [{ request, body } = received[0]!] = received
    expect(isVerified(request, body, secret)).toBe(true)
    expect(isVerified(request, `${body} `, secret)).toBe(false)
    expect(JSON.parse(body)).toMatchObject({ version: 1, type: 'alert.raised', data: { alert: { status: 'open' } } })
    const [row] = await all()
    expect(row).toMatchObject({ state: 'delivered', eventId: request.headers['webhook-id'], target: hook })
    expect(row?.attempts).toMatchObject([{ status: 200, isDelivered: true, answer: 'Thank you' }])
    // The secret is in the answer to who made it, and nowhere in clear.
    const views = [
      await readDestinations(store.read, new Date()),
      await all(),
      await store.read.select().from(store.tables.alertDestinations),
      await store.read.select().from(store.tables.auditLogs),
    ]
    expect(JSON.stringify(views)).not.toContain(secret.slice('whsec_'.length))
  })

  test('after a change of secrets both sign', async () => {
    const { id, secret: before = '' } = await made()
    const { secret: after } = await renewSecret(id, dana)
    await post(id)
    await deliverDue()
    const { request, body } = received[0]!
    expect([before, after].map((secret) => isVerified(request, body, secret))).toEqual([true, true])
    await store.write((tx) => tx.update(tx.tables.alertDestinations).set({ previousSecretUntil: new Date(0) }))
    await post(id)
    await deliverDue()
    expect([before, after].map((one) => isVerified(received[1]!.request, received[1]!.body, one))).toEqual([
      false,
      true,
    ])
  })

  test('what is refused is tried again, later and later, as the same event, and given up in the end', async () => {
    const { id } = await made()
    answer = (response) => response.writeHead(500).end('<b>down</b>\n\u0007')
    const start = new Date()
    const row = await post(id, start)
    let at = start
    const pauses: number[] = []
    for (let attempts = 0; attempts < 12; attempts++) {
      await deliverDue(at)
      const { nextAt } = (await delivery(row))!
      if (nextAt === null) break
      expect(await deliverDue(new Date(Date.parse(nextAt) - 1))).toBe(0)
      pauses.push((Date.parse(nextAt) - at.getTime()) / 1_000)
      at = new Date(nextAt)
    }
    expect(pauses).toHaveLength(9)
    expect(pauses.every((pause, index) => index === 0 || pause > pauses[index - 1]!)).toBe(true)
    expect(pauses[0]).toBeLessThan(10)
    expect(pauses[8]).toBeGreaterThan(70_000)
    const given = await delivery(row)
    expect(given).toMatchObject({ state: 'failed', nextAt: null })
    expect(given?.attempts).toHaveLength(10)
    expect(given?.attempts[0]).toMatchObject({ status: 500, isDelivered: false, answer: '<b>down</b>' })
    expect(new Set(received.map(({ request }) => request.headers['webhook-id'])).size).toBe(1)

    answer = (response) => response.end()
    expect(await redeliver(row, dana)).toMatchObject({ isDelivered: true })
    expect(await delivery(row)).toMatchObject({ state: 'delivered' })
    expect(received.at(-1)?.request.headers['webhook-id']).toBe(given?.eventId)
    await expect(redeliver('404', dana)).rejects.toMatchObject({ code: 'not-found' })
  }, 30_000)

  test.each([
    ['gone', 410, {}, 'failed'],
    ['asked for patience', 503, { 'retry-after': '7200' }, 'waiting'],
    ['sent elsewhere', 302, { location: 'http://169.254.169.254/' }, 'waiting'],
  ])('%s', async (_what, status, headers, state) => {
    const { id } = await made()
    answer = (response) => response.writeHead(status, headers).end()
    const row = await post(id)
    await deliverDue()
    const after = await delivery(row)
    expect(after).toMatchObject({ state, attempts: [{ status }] })
    expect(received).toHaveLength(1)
    if (status === 503) expect(Date.parse(after!.nextAt!) - Date.now()).toBeGreaterThan(7_100_000)
  })

  test('a process that was killed between sending and noting: sent once more by the next', async () => {
    const { id } = await made()
    const row = await post(id)
    const now = new Date()
    const [due] = await listDueDeliveries(store.read, now, 1)
    // It had begun, and is no more.
    await store.write((tx) => claimDelivery(tx, due!, new Date(now.getTime() + 60_000)))
    expect(await deliverDue(new Date(now.getTime() + 59_000))).toBe(0)
    expect(await deliverDue(new Date(now.getTime() + 61_000))).toBe(1)
    expect(received).toHaveLength(1)
    expect(await delivery(row)).toMatchObject({ state: 'delivered' })
  })

  test('several processes send it once', async () => {
    const { id } = await made()
    for (let each = 0; each < 5; each++) await post(id)
    const sent = await Promise.all([deliverDue(), deliverDue(), deliverDue()])
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(5)
    expect(received).toHaveLength(5)
  })

  test('a receiver that does not answer is not waited for; a name without address is told', async () => {
    const { id } = await made()
    answer = () => undefined
    const row = await post(id)
    await deliverDue(new Date(), { webhookMs: 50 })
    expect((await delivery(row))?.attempts[0]).toMatchObject({
      status: null,
      answer: expect.stringMatching(/not answer in time/),
    })
    allowed.splice(0, 1)
    await store.write((tx) => tx.update(tx.tables.alertDeliveries).set({ dueAt: new Date() }))
    await deliverDue(new Date(Date.now() + 1_000))
    allowed.push('127.0.0.1')
    expect((await delivery(row))?.attempts[0]?.answer).toMatch(
      /not at a public address\. Name it in ROLLCALL_ALLOWED_HOSTS/,
    )
    expect(received).toHaveLength(1)
  })

  test.each([
    ['http://hooks.quay.example/', /https:\/\/ is needed/],
    ['https://hooks.quay.example:25/', /port 25/],
    ['https://dana:secret@hooks.quay.example/', /user and password/],
    ['javascript:alert(1)', /begins with https/],
    ['', /begins with https/],
  ])('%s is no webhook', async (url, message) => {
    await expect(createDestination('webhook', { ...entry, url }, dana)).rejects.toMatchObject({
      field: 'url',
      message: expect.stringMatching(message),
    })
  })

  test('switched off, changed by two, deleted', async () => {
    const { id } = await made()
    const row = await post(id)
    const opened = { ...entry, url: hook }
    await changeDestination(id, { ...opened, isEnabled: false }, { version: 1, opened }, dana)
    await deliverDue()
    expect(received).toEqual([])
    expect(await delivery(row)).toMatchObject({
      state: 'failed',
      attempts: [{ answer: 'The destination is switched off.' }],
    })
    const late = changeDestination(id, { ...opened, name: 'Mine' }, { version: 1, opened }, dana)
    await expect(late).rejects.toMatchObject({ code: 'changed' })
    expect(await testDestination(id, dana)).toMatchObject([{ target: hook, outcome: { isDelivered: true } }])
    await deleteDestination(id, dana)
    expect(await all()).toEqual([])
    await expect(testDestination(id, dana)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('what somebody sends and waits for is left to them by the loop', async () => {
    const { id } = await made()
    let isTold = false
    const loop = async () => {
      for (; !isTold; await turn()) await deliverDue()
    }
    const told = async () => {
      const outcomes = (await testDestination(id, dana)).map(({ outcome }) => outcome)
      const [row] = await all()
      outcomes.push(await redeliver(row!.id, dana))
      isTold = true
      return outcomes
    }
    const [outcomes] = await Promise.all([told(), loop()])
    expect(outcomes).toMatchObject([{ isDelivered: true }, { isDelivered: true }])
    expect(received).toHaveLength(2)
  })

  describe('e-mail', () => {
    const toAll = ['ops@quay.example', 'gone@quay.example', 'busy@quay.example'].join('\n')
    const setUp = () => changeMailServer({ ...server, port: smtpPort }, { version: 0, opened: server }, dana)

    test('one message a recipient, and to each its own answer', async () => {
      await setUp()
      const { id, secret } = await createDestination('email', { ...entry, recipients: toAll }, dana)
      expect(secret).toBeUndefined()
      await post(id)
      await deliverDue()
      expect(mails.map(({ to }) => to)).toEqual(['ops@quay.example'])
      expect(mails[0]?.text).toMatch(/From: Rollcall <rollcall@quay\.example>/)
      const rows = (await all()).map(({ target, state, attempts }) => [target, state, attempts[0]?.status])
      expect(rows.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
        ['busy@quay.example', 'waiting', 450],
        ['gone@quay.example', 'failed', 550],
        ['ops@quay.example', 'delivered', 250],
      ])
    })

    test('without a mail server it says so', async () => {
      const { id } = await createDestination('email', { ...entry, recipients: 'ops@quay.example' }, dana)
      expect(await testDestination(id, dana)).toMatchObject([
        { outcome: { answer: expect.stringMatching(/no mail server/) } },
      ])
    })

    test('a server without TLS is not spoken to where TLS is asked for', async () => {
      await changeMailServer({ ...server, port: smtpPort, security: 'starttls' }, { version: 0, opened: server }, dana)
      const { id } = await createDestination('email', { ...entry, recipients: 'ops@quay.example' }, dana)
      const [told] = await testDestination(id, dana)
      expect(told?.outcome).toMatchObject({ isDelivered: false })
      expect(mails).toEqual([])
    })

    test('the password is sealed, never shown, and of one server alone', async () => {
      const withUser = {
        ...server,
        port: 587,
        security: 'starttls',
        user: 'rollcall',
        password: 'teal lanterns',
      } as const
      await changeMailServer(withUser, { version: 0, opened: server }, dana)
      expect(await readMailServer(store.read)).toMatchObject({ hasPassword: true, version: 1 })
      const kept = JSON.stringify([
        await findSmtpSettings(store.read),
        await readMailServer(store.read),
        await store.read.select().from(store.tables.auditLogs),
      ])
      expect(kept).not.toContain('teal lanterns')
      const again = { ...withUser, password: '' }
      await changeMailServer({ ...again, sender: 'alerts@quay.example' }, { version: 1, opened: again }, dana)
      expect(await readMailServer(store.read)).toMatchObject({ hasPassword: true, version: 2 })
      const elsewhere = changeMailServer({ ...again, host: 'smtp.evil.example' }, { version: 2, opened: again }, dana)
      await expect(elsewhere).rejects.toMatchObject({ field: 'password' })
      await expect(changeMailServer(again, { version: 1, opened: again }, dana)).rejects.toMatchObject({
        code: 'changed',
      })
    })

    test.each([
      ['host', { host: 'no host' }],
      ['port', { host: 'smtp.quay.example', port: 6379 }],
      ['security', { port: 25, user: 'dana', password: 'x' }],
      ['sender', { port: 25, sender: 'Rollcall' }],
    ])('a wrong %s is told at its field', async (field, wrong) => {
      const saved = changeMailServer({ ...server, ...wrong }, { version: 0, opened: server }, dana)
      await expect(saved).rejects.toMatchObject({ code: 'invalid', field })
    })

    test.each(['', 'dana', 'a@b.example, nobody'])('%j is no list of recipients', async (recipients) => {
      const saved = createDestination('email', { ...entry, recipients }, dana)
      await expect(saved).rejects.toMatchObject({ field: 'recipients' })
    })
  })
})
