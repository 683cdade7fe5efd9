import { openDriver, warmUp, type Target } from './drive.ts'
import { fill, type Filled } from './fill.ts'
import { residentMiB } from './process-figures.ts'
import { absolute, compared, mean, report } from './report.ts'
import { openServers } from './servers.ts'
import { settle } from './settle.ts'

// What a big directory costs: the same operations at 10,000 users and at `users`, in one run.
// `npm run bench size [users] [groups] [seconds] [sqlite|postgres]`; 1.4 million and 140,000 unless said otherwise.

const [users = '1400000', groups = '140000', seconds = '2', engine = 'sqlite'] = process.argv.slice(2)
const LARGE = Math.min(100_000, Number(users))
/** Many and short: what else the machine does then falls on both alike. */
const ROUNDS = 9

const servers = openServers(engine === 'postgres' ? 'postgres' : 'sqlite')
try {
  const small = await servers.rollcall(async (database, idpId) => {
    await fill(database, idpId, { users: 10_000, groups: 1_000, large: 10 })
    await settle(database, 0)
  })
  let made: Filled = { largeGroup: '', smallGroup: '', someUser: '' }
  const filledAt = performance.now()
  const big = await servers.rollcall(async (database, idpId) => {
    made = await fill(database, idpId, { users: Number(users), groups: Number(groups), large: LARGE })
    await settle(database, 0)
  })
  const filling = Math.round((performance.now() - filledAt) / 1000)
  process.stderr.write(`filled ${users} users and ${groups} groups in ${filling} s\n`)

  const rows = []
  const [few, many] = [await openDriver(small, 16), await openDriver(big, 16)]
  for (const driver of [few, many]) await warmUp(driver)
  for (const name of ['get', 'lookup', 'create'] as const) {
    const rates: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++) {
      rates.push([(await few[name](Number(seconds))).perSecond, (await many[name](Number(seconds))).perSecond])
    }
    rows.push(compared(`${name} /s: at 10,000 users, at ${users}`, middle(rates), { atLeast: 0.8 }))
  }
  const added = await addMembers(big, made.smallGroup, made.largeGroup)
  rows.push(compared(`adding one member, ms: to a group of 10, of ${LARGE}`, added, { atMost: 1.3 }))

  const byCursor = await walk(big, 'cursor')
  rows.push(compared('page of 1,000 by cursor, ms: the first, the last', byCursor.ends))
  rows.push(absolute('resident memory at most while walking by cursor, MiB', byCursor.peakMiB, { below: 400 }))
  const byIndex = await walk(big, 'startIndex')
  rows.push(compared('page of 1,000 by startIndex, ms: the first, the dearest hundred', byIndex.ends, { atMost: 3 }))
  rows.push(absolute('resident memory at most while walking by startIndex, MiB', byIndex.peakMiB))
  report(
    engine === 'postgres' ? 'size-postgres' : 'size',
    `Filled with ${users} users and ${groups} groups in ${filling} s.`,
    rows,
  )
} finally {
  await servers.stop()
}

/** The pair with the middle ratio. */
function middle(pairs: [number, number][]): [number, number] {
  const sorted = pairs.toSorted((a, b) => a[1] / a[0] - b[1] / b[0])
  return sorted[Math.floor(sorted.length / 2)] ?? [Number.NaN, Number.NaN]
}

/** Milliseconds that adding one member takes to either group, in turns: the mean of 200 one after another. */
async function addMembers({ base, token }: Target, ...groups: [string, string]): Promise<[number, number]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const spent: [number, number] = [0, 0]
  for (let turn = 0; turn < 220; turn++) {
    const body = JSON.stringify({ userName: `member-${turn}@example.com` })
    const user = (await (await fetch(`${base}/Users`, { method: 'POST', headers, body })).json()) as { id: string }
    for (const side of [0, 1] as const) {
      const change = JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', path: 'members', value: [{ value: user.id }] }],
      })
      const at = performance.now()
      const { status } = await fetch(`${base}/Groups/${groups[side]}`, { method: 'PATCH', headers, body: change })
      if (status !== 204) throw new Error(`Adding a member answered ${status}.`)
      if (turn >= 20) spent[side] += (performance.now() - at) / 200
    }
  }
  return spent
}

/** Pages through every user: what a page cost at first and later, in ms, and the server's memory at its height. */
async function walk({ base, token, pid }: Target, by: 'cursor' | 'startIndex') {
  const costs: number[] = []
  let peakMiB = 0
  let seen = 0
  for (let place = by === 'cursor' ? 'cursor=' : 'startIndex=1'; place !== '';) {
    const at = performance.now()
    const answer = await fetch(`${base}/Users?${place}&count=1000`, { headers: { authorization: `Bearer ${token}` } })
    const page = (await answer.json()) as { itemsPerPage: number; totalResults: number; nextCursor?: string }
    costs.push(performance.now() - at)
    peakMiB = Math.max(peakMiB, residentMiB(pid))
    seen += page.itemsPerPage
    if (by === 'cursor') place = page.nextCursor === undefined ? '' : `cursor=${encodeURIComponent(page.nextCursor)}`
    else place = seen < page.totalResults ? `startIndex=${seen + 1}` : ''
  }
  if (seen < Number(users)) throw new Error(`The walk by ${by} ended after ${seen} of ${users} users.`)
  // By hundreds, so that one page that met a pause of the machine does not speak for all.
  const hundreds: number[] = []
  for (let from = 100; from < costs.length; from += 100) hundreds.push(mean(costs.slice(from, from + 100)))
  const first = mean(costs.slice(1, 101))
  const later = by === 'cursor' ? mean(costs.slice(-100)) : Math.max(first, ...hundreds)
  return { ends: [first, later] as [number, number], peakMiB }
}
