import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#db/ids.ts'
import { openScim, type Answer, type ScimBench, type TestIdp } from './testing.ts'

// Requests made by hand to cost much more than they weigh; the fuzzer (fuzz.test.ts) makes the others.

/** Processor time that one of them may take, in ms, on a slow machine: what others do meanwhile does not count. */
const DEAREST_MS = 3_000

let scim: ScimBench
let idp: TestIdp
const users: string[] = []
const groups: string[] = []
beforeAll(async () => {
  scim = await openScim()
  idp = await scim.addIdp()
  for (let n = 0; n < 100; n++) users.push(await create('/Users', { userName: `victim-${n}@example.com` }))
  await patch(`/Users/${users[0]}`, [{ op: 'add', path: 'emails', value: emails(2_000) }])
  for (let n = 0; n < 100; n++) {
    const members = groups.slice(-1).map((value) => ({ value, type: 'Group' }))
    groups.push(await create('/Groups', { displayName: `link ${n}`, members }))
  }
}, 60_000)
afterAll(() => scim.close())

const post = (path: string, body: object) => scim.send(idp, 'POST', path, body)
const patch = (path: string, Operations: object[]) => scim.send(idp, 'PATCH', path, { Operations })
const list = (query: string) => scim.send(idp, 'GET', `/Users?${query}`)
const filtered = (filter: string) => list(`filter=${encodeURIComponent(filter)}`)
const many = <One>(count: number, one: (n: number) => One): One[] => Array.from({ length: count }, (_, n) => one(n))
const emails = (count: number) => many(count, (n) => ({ value: `${n}@e.example`, type: `t${n}` }))

async function create(path: string, body: object): Promise<string> {
  const { status, text, body: made } = await post(path, body)
  expect(status, text).toBe(201)
  return String(made['id'])
}

test.each<[string, number, () => Promise<Answer>]>([
  ['as many substrings as a filter holds', 200, () => filtered(many(150, (n) => `title co "${n}"`).join(' or '))],
  ['value paths with a filter each', 200, () => filtered(many(80, (n) => `emails[type eq "${n}"]`).join(' and '))],
  [
    'patterns that could be matched in many ways',
    200,
    () => filtered(many(60, () => `userName co "%_%_%_%_%"`).join(' or ')),
  ],
  ['"not" within "not"', 400, () => filtered(`${'not('.repeat(500)}title pr${')'.repeat(500)}`)],
  ['1,000 attributes', 200, () => list(`attributes=${many(1_000, (n) => `a${n}.b`).join(',')}`)],
  ['10,000 e-mails', 201, () => post('/Users', { userName: 'emails@example.com', emails: emails(10_000) })],
  [
    'a body that nests without an end',
    400,
    () => scim.send(idp, 'POST', '/Groups', `{"displayName":${'['.repeat(5_000_000)}`),
  ],
  [
    'operations that each look through what those before added',
    400,
    () => {
      const operations = emails(5_000).map((email) => ({ op: 'add', path: 'emails', value: [email] }))
      return patch(`/Users/${users[1]}`, operations)
    },
  ],
  [
    'operations that each look through 2,000 e-mails',
    400,
    () =>
      patch(
        `/Users/${users[0]}`,
        many(2_000, (n) => ({ op: 'replace', path: `emails[value eq "${n}@e.example"].display`, value: 'd' })),
      ),
  ],
  [
    '100,000 members that nobody knows',
    400,
    () => post('/Groups', { displayName: 'strangers', members: many(100_000, () => ({ value: newId() })) }),
  ],
  [
    'one member 100,000 times',
    201,
    () => post('/Groups', { displayName: 'again', members: many(100_000, () => ({ value: users[2] })) }),
  ],
  [
    'a chain of groups closed to a circle',
    400,
    () => patch(`/Groups/${groups[0]}`, [{ op: 'add', path: 'members', value: [{ value: groups.at(-1) }] }]),
  ],
  [
    'bulk operations that all wait for one another',
    200,
    () =>
      post('/Bulk', {
        Operations: many(500, (n) => ({
          method: 'POST',
          path: '/Groups',
          bulkId: `b${n}`,
          data: { displayName: `bulk ${n}`, members: [{ value: `bulkId:b${(n + 1) % 500}` }] },
        })),
      }),
  ],
])('%s: answered, and soon', async (_, status, send) => {
  const before = process.cpuUsage()
  const answer = await send()
  const { user, system } = process.cpuUsage(before)
  expect(answer.status, answer.text.slice(0, 500)).toBe(status)
  expect((user + system) / 1000).toBeLessThan(DEAREST_MS)
})

test('slow bodies hold nobody up, and those that never end change nothing', async () => {
  const { hostname, port, pathname } = new URL(scim.base(idp))
  const start = [
    `POST ${pathname}/Users HTTP/1.1`,
    'Host: example.com',
    `Authorization: Bearer ${idp.token}`,
    'Content-Type: application/scim+json',
    'Content-Length: 50',
    '',
    '{"userName":"slow@example.com"',
  ].join('\r\n')
  const open = () =>
    new Promise<Socket>((resolve) => {
      const socket: Socket = connect(Number(port), hostname, () => socket.write(start, () => resolve(socket)))
      // The server may be the first to hang up.
      socket.on('error', () => undefined)
    })
  const slow = await Promise.all(many(50, open))
  await create('/Users', { userName: 'meanwhile@example.com' })
  for (const socket of slow) socket.destroy()
  await create('/Users', { userName: 'afterwards@example.com' })
  expect((await filtered('userName eq "slow@example.com"')).body['totalResults']).toBe(0)
  const ended = async () => (await scim.logs(idp)).filter((row) => row.detail?.startsWith('The body ended early'))
  await expect.poll(async () => (await ended()).length).toBe(50)
})
