import { readFileSync } from 'node:fs'
import { drive, type Figures } from './drive.ts'
import { fill } from './fill.ts'
import { report, type Row } from './report.ts'
import { openServers, type Rollcall } from './servers.ts'

// What a big directory costs: the same operations at 10,000 users and at `users`, in one run.
// `npm run bench size [users] [groups] [seconds]`; 1.4 million and 140,000 unless said otherwise.

const [users = '1400000', groups = '140000', seconds = '5'] = process.argv.slice(2)
const LARGE = 100_000

const rows: Row[] = []
const note = (what: string, small: number, big: number, bound: string, holds: boolean) =>
  rows.push({
    what,
    small: Number(small.toFixed(2)),
    big: Number(big.toFixed(2)),
    ratio: (big / small).toFixed(2),
    bound,
    holds: holds ? 'yes' : 'NO',
  })

const small = openServers()
const big = openServers()
try {
  const little = await small.rollcall((file, idpId) => void fill(file, idpId, 10_000, 1_000, 10))
  let made = { largeGroup: '', smallGroup: '' }
  const filledAt = performance.now()
  const great = await big.rollcall(
    (file, idpId) => (made = fill(file, idpId, Number(users), Number(groups), Math.min(LARGE, Number(users)))),
  )
  process.stderr.write(
    `filled ${users} users and ${groups} groups in ${Math.round((performance.now() - filledAt) / 1000)} s\n`,
  )

  const [few, many] = [await drive(little, Number(seconds), 16), await drive(great, Number(seconds), 16)]
  for (const name of ['get', 'lookup', 'create'] as (keyof Figures)[]) {
    const ratio = many[name].perSecond / few[name].perSecond
    note(`${name} /s`, few[name].perSecond, many[name].perSecond, '≥ 0.8', ratio >= 0.8)
  }
  const inSmall = await addMembers(great, made.smallGroup)
  const inLarge = await addMembers(great, made.largeGroup)
  note('add one member, ms (group of 10 | of 100,000)', inSmall, inLarge, '≤ 1.3', inLarge / inSmall <= 1.3)

  const { first, last, peakMiB } = await walk(great)
  note('a page of 1,000 by startIndex, ms (first | last)', first, last, '≤ 3', last / first <= 3)
  rows.push({
    what: 'resident memory while walking, MiB',
    small: '',
    big: peakMiB,
    ratio: '',
    bound: '< 400',
    holds: peakMiB < 400 ? 'yes' : 'NO',
  })
  report('size', rows)
  if (rows.some((row) => row['holds'] === 'NO')) process.exitCode = 1
} finally {
  small.stop()
  big.stop()
}

/** Milliseconds that adding one member takes, as the mean of 200 one after another. */
async function addMembers({ base, token }: Rollcall, group: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const ids: string[] = []
  for (let index = 0; index < 220; index++) {
    const body = JSON.stringify({ userName: `member-${group}-${index}@example.com` })
    ids.push(((await (await fetch(`${base}/Users`, { method: 'POST', headers, body })).json()) as { id: string }).id)
  }
  let spent = 0
  for (const [index, value] of ids.entries()) {
    const body = JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', path: 'members', value: [{ value }] }],
    })
    const at = performance.now()
    const { status } = await fetch(`${base}/Groups/${group}`, { method: 'PATCH', headers, body })
    if (status !== 204) throw new Error(`Adding a member answered ${status}.`)
    if (index >= 20) spent += performance.now() - at
  }
  return spent / 200
}

/** Pages through every user by startIndex, as Okta does: what the first and last ten pages cost, and the memory used. */
async function walk({ base, token, pid }: Rollcall): Promise<{ first: number; last: number; peakMiB: number }> {
  const costs: number[] = []
  let peak = 0
  for (let startIndex = 1; ; startIndex += 1_000) {
    const at = performance.now()
    const answer = await fetch(`${base}/Users?startIndex=${startIndex}&count=1000`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { itemsPerPage } = (await answer.json()) as { itemsPerPage: number }
    if (itemsPerPage < 1_000) break
    costs.push(performance.now() - at)
    peak = Math.max(peak, residentMiB(pid))
  }
  const mean = (some: number[]) => some.reduce((sum, one) => sum + one, 0) / some.length
  return { first: mean(costs.slice(1, 11)), last: mean(costs.slice(-10)), peakMiB: peak }
}

function residentMiB(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
}
