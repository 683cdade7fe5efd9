import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { store, useStore } from '#db/index.ts'
import { openPostgres } from '#db/postgres.ts'
import { replacePasswordHash } from '#db/queries/administrators.ts'
import { deleteSessionsOf } from '#db/queries/sessions.ts'
import { rootFolder } from '#db/root.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import { systemActor } from './actor.ts'
import { createFirstOwner, issueSetupLink, redeemSetupLink } from './administrators-setup.ts'
import { createAdministrator } from './administrators.ts'
import { ensureOrganisation } from './organisation.ts'
import { signInLimits } from './sign-in-throttle.ts'
import { signIn } from './sign-in.ts'

// SQLite's one write lane hides races; several PostgreSQL connections do not.

vi.mock('#lib/env.ts', () => ({ env: () => ({ url: 'https://rollcall.example.com' }) }))

const password = 'seven quiet otters'
const caller = { address: '192.0.2.1', userAgent: 'Firefox' }
let server: Awaited<ReturnType<typeof startPostgres>>

beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(async () => {
  useStore(undefined)
  await server.stop()
})
beforeEach(async () => {
  useStore(await openPostgres(await server.freshDatabase(), join(rootFolder(), 'db/migrations/postgres')))
  await ensureOrganisation()
  return async () => {
    await store().close()
  }
})

const administrators = () => store().read.select().from(store().tables.administrators)
const fulfilled = (answers: PromiseSettledResult<unknown>[]) =>
  answers.filter((answer) => answer.status === 'fulfilled')

test('of eight who use the set-up link at once, one becomes the owner and has a session', async () => {
  const secret = (await issueSetupLink()).split('#')[1] ?? ''
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, async (_, index) =>
      redeemSetupLink(secret, { email: `user-${index}@example.com`, password, organisationName: 'Northwind' }, caller),
    ),
  )
  expect(fulfilled(answers)).toHaveLength(1)
  expect(await administrators()).toHaveLength(1)
  expect(await store().read.$count(store().tables.sessions)).toBe(1)
})

test('of eight processes that make the first owner at once, one does', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, async (_, index) =>
      createFirstOwner({ email: `user-${index}@example.com`, password }, systemActor),
    ),
  )
  expect(fulfilled(answers)).toHaveLength(1)
  expect(await administrators()).toHaveLength(1)
})

test('an address taken at the same moment is a conflict, not a failure', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 4 }, async () =>
      createAdministrator({ email: 'dana@example.com', password, role: 'editor' }, systemActor),
    ),
  )
  expect(fulfilled(answers)).toHaveLength(1)
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict', field: 'email' })
  }
})

test('of many attempts at the same moment no more than the limit reach the password', async () => {
  await createAdministrator({ email: 'dana@example.com', password, role: 'owner' }, systemActor)
  const answers = await Promise.allSettled(
    Array.from({ length: 30 }, async () => signIn({ email: 'dana@example.com', password: 'wrong' }, caller)),
  )
  const codes = answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as { code: string }).code : ''))
  expect(codes.filter((code) => code === 'unauthenticated').length).toBeLessThanOrEqual(signInLimits.pair.refused)
  expect(new Set(codes)).toEqual(new Set([...codes.filter((code) => code === 'unauthenticated'), 'throttled']))
})

test('a reset that commits while somebody signs in leaves no session of the old password', async () => {
  const { id } = await createAdministrator({ email: 'dana@example.com', password, role: 'owner' }, systemActor)
  const [dana] = await administrators()
  const hashed = Promise.withResolvers<void>()
  const resetting = store().write(async (tx) => {
    await replacePasswordHash(tx, id, dana?.passwordHash ?? '', '$argon2id$another')
    await deleteSessionsOf(tx, id)
    await hashed.promise
  })
  const signingIn = signIn({ email: 'dana@example.com', password }, caller)
  // Long enough to verify the old password and reach the turn that opens the session.
  setTimeout(hashed.resolve, 600)
  await expect(signingIn).rejects.toMatchObject({ code: 'unauthenticated' })
  await resetting
  expect(await store().read.$count(store().tables.sessions)).toBe(0)
})
