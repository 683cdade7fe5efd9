import { expect, test } from 'vitest'
import { openPagePace } from './page-pace.ts'

function pages() {
  let at = 1_000
  const waits: number[] = []
  const pace = openPagePace(
    () => at,
    (ms) => Promise.resolve(waits.push(ms)),
  )
  return {
    waits,
    open: (target = '/authentication/scim/users') => pace.turn(target),
    provision: (requests: number) => {
      for (let request = 0; request < requests; request++) pace.count()
    },
    pass: (ms: number) => (at += ms),
  }
}

test('pages begin at once while provisioning is not busy', async () => {
  const { open, waits, provision, pass } = pages()
  await open()
  provision(31)
  await open()
  provision(200)
  pass(300)
  await open()
  expect(waits).toEqual([])
})

test('while it is, they begin 200 ms apart, and none waits longer than three seconds', async () => {
  const { open, waits, provision, pass } = pages()
  provision(32)
  for (let page = 0; page < 3; page++) await open()
  expect(waits).toEqual([200, 400])
  pass(240)
  await open()
  expect(waits.at(-1)).toBe(360)
  for (let page = 0; page < 20; page++) await open()
  expect(Math.max(...waits)).toBe(3_000)
})

test('what renders nothing does not wait for a turn', async () => {
  const { open, waits, provision } = pages()
  provision(32)
  await open()
  for (const target of ['/_next/static/a.js', '/export/scim-users', '/api/auth/csrf']) await open(target)
  expect(waits).toEqual([])
})
