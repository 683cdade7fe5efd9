import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { action, actionFor, publicAction } from './action.ts'

const request = vi.hoisted(() => ({
  headers: new Headers(),
  session: undefined as unknown,
}))
vi.mock('#lib/env.ts', () => ({ env: () => ({ url: 'https://rollcall.example.com' }) }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('#lib/auth/session.ts', () => ({
  currentSession: async () => request.session,
  actorOf: async () => ({ id: 'dana', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'Firefox' }),
}))

const own = { origin: 'https://rollcall.example.com' }
const sessionOf = (role: string) => ({ id: 's', administrator: { id: 'dana', email: 'dana@example.com', role } })
const work = vi.fn(async () => 'done')

afterEach(() => {
  request.headers = new Headers()
  request.session = undefined
  work.mockClear()
})

const change = action.inputSchema(z.object({ name: z.string().min(1, 'Give it a name.') })).action(work)

test('runs for an editor from our own page, and knows who it is', async () => {
  request.headers = new Headers(own)
  request.session = sessionOf('editor')
  await expect(change({ name: 'Okta' })).resolves.toEqual({ data: 'done' })
  expect(work).toHaveBeenCalledWith(
    expect.objectContaining({
      parsedInput: { name: 'Okta' },
      ctx: expect.objectContaining({ actor: expect.objectContaining({ id: 'dana', name: 'dana@example.com' }) }),
    }),
  )
})

test.each([
  ['without a session', own, undefined, 'unauthenticated'],
  ['from a reader', own, 'reader', 'forbidden'],
  ['from a foreign origin', { origin: 'https://evil.example' }, 'owner', 'forbidden'],
  ['from a null origin', { origin: 'null' }, 'owner', 'forbidden'],
  ['without an origin', {}, 'owner', 'forbidden'],
])('refuses %s, before it looks at the input', async (_what, headers, role, code) => {
  request.headers = new Headers(headers)
  request.session = role && sessionOf(role)
  for (const input of [{ name: 'Okta' }, { name: 1 }] as { name: string }[]) {
    const result = await change(input)
    expect(result.serverError).toMatchObject({ code, message: expect.any(String) })
    expect(result.data).toBeUndefined()
  }
  expect(work).not.toHaveBeenCalled()
})

test('an editor does not administer', async () => {
  request.headers = new Headers(own)
  request.session = sessionOf('editor')
  await expect(actionFor('administer').action(work)()).resolves.toMatchObject({ serverError: { code: 'forbidden' } })
  request.session = sessionOf('owner')
  await expect(actionFor('administer').action(work)()).resolves.toEqual({ data: 'done' })
})

test('a public action asks for no session, but for our own page', async () => {
  request.headers = new Headers({ ...own, 'x-forwarded-for': '192.0.2.1' })
  await expect(publicAction.action(async ({ ctx }) => ctx.caller.address)()).resolves.toEqual({ data: '192.0.2.1' })
  request.headers = new Headers({ origin: 'null' })
  await expect(publicAction.action(work)()).resolves.toMatchObject({ serverError: { code: 'forbidden' } })
})

test('says which field is wrong, whoever finds it', async () => {
  request.headers = new Headers(own)
  request.session = sessionOf('owner')
  await expect(change({ name: '' })).resolves.toMatchObject({
    validationErrors: { fieldErrors: { name: ['Give it a name.'] } },
  })
  work.mockRejectedValueOnce(new AppError('conflict', 'There is an Okta already.', { field: 'name' }))
  await expect(change({ name: 'Okta' })).resolves.toEqual({
    serverError: { code: 'conflict', message: 'There is an Okta already.', field: 'name' },
  })
})

test('tells nothing of an unforeseen error but where the log has it', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  request.headers = new Headers(own)
  request.session = sessionOf('owner')
  work.mockRejectedValueOnce(new Error('SQLITE_CORRUPT at /var/lib/rollcall'))
  const { serverError } = await change({ name: 'Okta' })
  expect(serverError?.code).toBe('unexpected')
  expect(serverError?.message).not.toContain('SQLITE')
  const reference = /reference (\w{8})/.exec(serverError?.message ?? '')?.[1]
  expect(log.mock.calls[0]?.[0]).toContain(reference)
})
