import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { openPostgres } from '#db/postgres.ts'
import { rootFolder } from '#db/root.ts'
import { openSqlite } from '#db/sqlite.ts'
import type { Engine, Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import { openTestStore } from '#db/testing.ts'
import { sweepSignIns } from '../sign-on-people/index.ts'
import { forgetLimits, isRefusedTooOften, mayGoOn, signOnLimits } from './limits.ts'
import { receiveResponse } from './receive.ts'
import { signOutUser } from './logout.ts'
import { addressed, caller, openSignOn } from './testing.ts'
import { checkUserSession } from './user-sessions.ts'

type Close = () => Promise<void>

/** Two stores on one database, as two processes have them, or one before and after a restart. */
async function openTwo(engine: Engine): Promise<{ one: Store; other: Store; close: Close }> {
  const migrations = join(rootFolder(), 'db', 'migrations', engine)
  if (engine === 'sqlite') {
    const { store, file, close } = await openTestStore()
    const other = await openSqlite(file, migrations)
    return { one: store, other, close: () => other.close().then(close) }
  }
  const server = await startPostgres()
  const url = await server.freshDatabase()
  const [one, other] = [await openPostgres(url, migrations), await openPostgres(url, migrations)]
  return {
    one,
    other,
    close: () =>
      other
        .close()
        .then(() => one.close())
        .then(() => server.stop()),
  }
}

describe.each(engines)('two processes, on %s', (engine) => {
  let close: Close | undefined
  afterEach(async () => {
    useStore(undefined)
    await close?.()
  })

  test('a response, a request, a finish page and a session are one thing to both', { timeout: 60_000 }, async () => {
    const two = await openTwo(engine)
    close = two.close
    const bench = await openSignOn(engine, { store: two.one, close: async () => undefined })
    const idpId = await bench.addIdp()
    const trip = await bench.begin(idpId)
    const samlResponse = bench.idp.respond(addressed(trip))
    const post = () => receiveResponse({ idpId, samlResponse, relayState: trip.relayState, caller })
    const received = await post()

    useStore(two.other)
    expect(await post()).toMatchObject({ refusal: 'SAML-308' })
    const finished = await bench.finish(trip, received)
    expect(finished).toMatchObject({ kind: 'signed-in' })

    useStore(two.one)
    expect(await bench.finish(trip, received)).toMatchObject({ kind: 'refused', code: 'SAML-309' })
    expect(await post()).toMatchObject({ refusal: 'SAML-309' })
    const reference = finished.kind === 'signed-in' ? finished.reference : ''
    expect(await checkUserSession(reference)).toBeDefined()
    await signOutUser(reference)
    useStore(two.other)
    expect(await checkUserSession(reference)).toBeUndefined()
  })

  test('what an address may do in a minute is counted for both together', { timeout: 60_000 }, async () => {
    const two = await openTwo(engine)
    close = two.close
    for (let sent = 0; sent < signOnLimits.refused; sent++) {
      useStore(sent % 2 === 0 ? two.one : two.other)
      expect(await isRefusedTooOften(caller)).toBe(false)
      expect(await mayGoOn('refused', caller)).toBe(true)
    }
    expect(await isRefusedTooOften(caller)).toBe(true)
    expect(await mayGoOn('refused', caller)).toBe(false)
    // In memory where one process serves: its rows would be durable writes for nothing.
    const { requestCounts } = two.other.tables
    const rows = await two.other.read.select().from(requestCounts)
    expect(rows.map(({ points }) => points)).toEqual(engine === 'sqlite' ? [] : [signOnLimits.refused])
    const later = { ...caller, address: '192.0.2.99' }
    expect(await mayGoOn('refused', later)).toBe(true)
    await forgetLimits(caller)
    expect(await isRefusedTooOften(caller)).toBe(false)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 62 * 60_000 })
    await sweepSignIns()
    vi.useRealTimers()
    expect(await two.other.read.$count(requestCounts)).toBe(0)
  })
})
