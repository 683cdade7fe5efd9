import { compareToBaseline, explanation } from './against-baseline.ts'
import { openDriver, type Target } from './drive.ts'
import { forEach, openClient } from './http-client.ts'
import { absolute, compared, median, report } from './report.ts'
import { openServers } from './servers.ts'

// The SCIM path on PostgreSQL: beside the same baseline as SQLite, and two processes on one database.
// `npm run bench postgres [seconds] [rounds]`. For a big directory on it: `npm run bench size 1400000 140000 5 postgres`.

const [seconds = '5', rounds = '3'] = process.argv.slice(2)
const CONNECTIONS = 16
const CLIENTS = 50
const CHANGES = 10
const NAMES = 500

const servers = openServers('postgres')
try {
  const one = await servers.rollcall()
  const baseline = await openDriver(await servers.baseline(), CONNECTIONS)
  const measure = { seconds: Number(seconds), rounds: Number(rounds), isJudged: false }
  const rows = await compareToBaseline(baseline, await openDriver(one, CONNECTIONS), measure)
  report('postgres', `PostgreSQL 18. ${explanation(seconds, rounds)}`, rows)

  const two = await servers.beside(one)
  const [rates, failed] = await compareProcesses(one, two)
  const { missing, doubled } = await offerNames(one, two)
  const { refused, lost } = await crowd(one, two)
  report('postgres-two-processes', 'Two server processes on one PostgreSQL 18.', [
    compared('creates /s: one process, two', rates, { atLeast: 1 }),
    absolute('creates that failed', failed, { atMost: 0 }),
    absolute(`users missing, of ${NAMES} offered to both at once`, missing, { atMost: 0 }),
    absolute('users there twice', doubled, { atMost: 0 }),
    absolute(`requests refused, of ${CLIENTS} clients changing one group ${CHANGES} times`, refused, { atMost: 0 }),
    absolute('members lost by them', lost, { atMost: 0 }),
  ])
} finally {
  await servers.stop()
}

/** The median of creates a second by one process and by two, with as many connections in all; and failures. */
async function compareProcesses(one: Target, two: Target): Promise<[[number, number], number]> {
  const alone = await openDriver(one, CONNECTIONS)
  const halves = [await openDriver(one, CONNECTIONS / 2), await openDriver(two, CONNECTIONS / 2)]
  const rates: { alone: number; both: number }[] = []
  let failed = 0
  for (let turn = 0; turn < Number(rounds); turn++) {
    const single = await alone.create(Number(seconds))
    const both = await Promise.all(halves.map((half) => half.create(Number(seconds))))
    failed += [single, ...both].reduce((sum, cell) => sum + cell.failed, 0)
    rates.push({ alone: single.perSecond, both: both.reduce((sum, cell) => sum + cell.perSecond, 0) })
  }
  return [[median(rates.map((rate) => rate.alone)), median(rates.map((rate) => rate.both))], failed]
}

/** Offers the same new users to both processes at the same time: each name must be taken exactly once. */
async function offerNames(one: Target, two: Target): Promise<{ missing: number; doubled: number }> {
  const clients = [openClient(one, CONNECTIONS), openClient(two, CONNECTIONS)]
  const created = Array.from({ length: NAMES }, () => 0)
  const found = Array.from({ length: NAMES }, () => 0)
  await forEach(NAMES, CONNECTIONS, async (index) => {
    const body = { userName: `offered-${index}@example.com` }
    const answers = await Promise.all(clients.map((client) => client.send('POST', '/Users', body)))
    created[index] = answers.filter((answer) => answer.status === 201).length
    const filter = encodeURIComponent(`userName eq "${body.userName}"`)
    const answer = await clients[index % 2]?.send('GET', `/Users?filter=${filter}`)
    found[index] = (JSON.parse(answer?.text ?? '{}') as { totalResults: number }).totalResults
  })
  for (const client of clients) client.close()
  return {
    missing: NAMES - found.filter((count) => count >= 1).length,
    doubled: NAMES - created.filter((count, index) => count <= 1 && (found[index] ?? 0) <= 1).length,
  }
}

/** Fifty clients, half of them at either process, each adding members to one group one after another. */
async function crowd(one: Target, two: Target): Promise<{ refused: number; lost: number }> {
  const clients = Array.from({ length: CLIENTS }, (_, client) => openClient(client % 2 ? one : two, 1))
  const [first] = clients
  if (!first) return { refused: 0, lost: 0 }
  const idOf = (text: string) => (JSON.parse(text) as { id: string }).id
  const users: string[] = []
  await forEach(CLIENTS * CHANGES, CONNECTIONS, async (index) => {
    const body = { userName: `crowd-${index}@example.com` }
    users[index] = idOf((await (clients[index % CLIENTS] ?? first).send('POST', '/Users', body)).text)
  })
  const group = idOf((await first.send('POST', '/Groups', { displayName: 'Crowd' })).text)
  let refused = 0
  await Promise.all(
    clients.map(async (client, who) => {
      for (let change = 0; change < CHANGES; change++) {
        const { status } = await client.send('PATCH', `/Groups/${group}`, {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'add', path: 'members', value: [{ value: users[who * CHANGES + change] }] }],
        })
        if (status !== 204) refused++
      }
    }),
  )
  const { text } = await first.send('GET', `/Groups/${group}`)
  const { members = [] } = JSON.parse(text) as { members?: unknown[] }
  for (const client of clients) client.close()
  return { refused, lost: users.length - members.length }
}
