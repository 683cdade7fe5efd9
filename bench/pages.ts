import { fill } from './fill.ts'
import { attributesPath, groupsPath, syncLogsPath, usersPath } from './portal-paths.ts'
import { openAdmin, type Admin } from './portal-session.ts'
import { compared, median, report, round, type Row } from './report.ts'
import { openServers } from './servers.ts'
import { settle } from './settle.ts'

// How soon the portal's pages answer on a big directory, beside a small one, in one run.
// `npm run bench pages [users] [logs] [times]`; a million users and ten million log rows unless said otherwise.

const [users = '1000000', logs = '10000000', times = '15'] = process.argv.slice(2)
const SMALL = { users: 1_000, groups: 100, large: 100, logs: 10_000 }
const BIG = { users: Number(users), groups: Math.ceil(Number(users) / 10), large: 1_000, logs: Number(logs) }

type Side = { user: string }
const PAGES: [string, (side: Side) => string][] = [
  ['Users', () => usersPath()],
  ['Users, page 3', () => usersPath({}, { page: 3 })],
  ['Users by name', () => usersPath({}, { sort: 'userName' })],
  ['Users that are inactive', () => usersPath({ status: 'inactive' })],
  ['Users, search for one', () => usersPath({ search: 'lled-500@' })],
  ['Users, search for all', () => usersPath({ search: 'example' })],
  ['Users, search for nobody', () => usersPath({ search: 'nobody-here' })],
  ['Users, search by a SCIM filter', () => usersPath({ search: 'userName sw "filled-50" and active eq true' })],
  ['Users, a part of a user name', () => usersPath({ userName: 'lled-500@' })],
  ['Users in groups of a name', () => usersPath({ groupName: 'Group 50' })],
  ['Groups', () => groupsPath()],
  ['Groups, search', () => groupsPath({ search: 'roup 50' })],
  ['Groups, a part of a name', () => groupsPath({ displayName: 'roup 50' })],
  ['Groups without members', () => groupsPath({ members: 'none' })],
  ['Sync Logs', () => syncLogsPath()],
  ['Sync Logs, rejected', () => syncLogsPath({ outcome: 'rejected' })],
  ['Sync Logs, one status', () => syncLogsPath({ status: '400' })],
  ['Sync Logs, one method', () => syncLogsPath({ method: 'POST' })],
  ['Sync Logs of one user', ({ user }) => syncLogsPath({ entityId: user })],
  ['Sync Logs that name one user', ({ user }) => syncLogsPath({ payloadId: user })],
  ['Sync Logs, a part of a name', () => syncLogsPath({ entityName: 'lled-500@' })],
  ['Sync Logs, a text', () => syncLogsPath({ text: 'Title 77' })],
  ['SCIM Attributes', () => attributesPath],
]

const servers = openServers()
try {
  const [small, big] = [await openFilled(SMALL), await openFilled(BIG)]
  const rows: Row[] = []
  for (const [name, pathOf] of PAGES) {
    const first: [number, number] = [0, 0]
    const whole: [number, number] = [0, 0]
    const seen: { first: number; whole: number }[][] = [[], []]
    for (let time = -2; time < Number(times); time++) {
      for (const [side, { admin, user }] of [small, big].entries()) {
        const { firstByteMs, wholeMs } = await admin.open(pathOf({ user }))
        if (time >= 0) seen[side]?.push({ first: firstByteMs, whole: wholeMs })
      }
    }
    for (const side of [0, 1] as const) {
      first[side] = median((seen[side] ?? []).map((one) => one.first))
      whole[side] = median((seen[side] ?? []).map((one) => one.whole))
    }
    rows.push({
      ...compared(`${name}: first byte, ms`, first, { atMost: 2 }),
      'last byte, ms': round(whole[1]),
      'its ratio': (whole[1] / whole[0]).toFixed(2),
    })
  }
  const how = `Pages at ${SMALL.users} users and ${SMALL.logs} log rows (base), and at ${users} and ${logs}; medians of ${times}, in turns.`
  report('pages', how, rows)
  for (const { admin } of [small, big]) admin.close()
} finally {
  await servers.stop()
}

async function openFilled(filling: typeof BIG): Promise<{ admin: Admin; user: string }> {
  const startedAt = performance.now()
  let user = ''
  const server = await servers.rollcall(async (database, idpId) => {
    user = (await fill(database, idpId, filling)).someUser
    await settle(database, filling.logs)
  })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  process.stderr.write(`filled ${filling.users} users and ${filling.logs} log rows in ${seconds} s\n`)
  return { admin: await openAdmin(server.base), user }
}
