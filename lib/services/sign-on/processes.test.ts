import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { openPostgres } from '#db/postgres.ts'
import { rootFolder } from '#db/root.ts'
import { openSqlite } from '#db/sqlite.ts'
import type { Engine, Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import { openTestStore } from '#db/testing.ts'
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
})
