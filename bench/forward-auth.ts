import { randomBytes } from 'node:crypto'
import { newId } from '#db/ids.ts'
import { groupRow, memberRow, userRow } from '#db/queries/list-testing.ts'
import { sessionRow } from '#db/queries/user-sessions-testing.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import { noCriteria, type Item, type RuleBody } from '#lib/policy/rule.ts'
import { fire, type Cell } from './drive.ts'
import { absolute, compared, median, report } from './report.ts'
import { openServers } from './servers.ts'
import { openSink } from './sink.ts'

// What it costs to ask whether somebody may reach an application, beside a bare node:http server that answers 200 to the same
// requests. `npm run bench forward-auth [seconds] [rounds]`. Two hundred people in twenty groups each go to twenty hosts;
// of 2,000 rules the last one lets them in.

const [seconds = '5', rounds = '5'] = process.argv.slice(2)
const PEOPLE = 200
const HOSTS = 20
const GROUPS = 20
const RULES = 2_000

const secret = randomBytes(32).toString('hex')
process.env['ROLLCALL_TRUSTED_PROXIES'] = '127.0.0.1'
process.env['ROLLCALL_FORWARD_AUTH_SECRET'] = secret

type Visit = { host: string; reference: string }

/** Everybody's sessions and what they are judged by, as sign-ins and administrators leave them. */
async function prepare(database: string, idpId: string): Promise<Visit[]> {
  const sink = await openSink(database)
  const at = new Date()
  const stamps = { version: 1, createdAt: at, updatedAt: at }
  const hosts = Array.from({ length: HOSTS }, (_, index) => `app-${index}.example.com`)
  await sink.insert(
    'applications',
    hosts.map((host) => ({
      ...stamps,
      id: newId(),
      name: host,
      nameKey: host,
      description: '',
      isEnabled: true,
      domains: JSON.stringify([host]),
      ports: JSON.stringify([{ protocol: 'tcp', from: 443, to: 443 }]),
      segmentGroupId: null,
    })),
  )
  const rule = (index: number): RuleBody => {
    const named: Item[] = [{ kind: 'scim-group', groupId: `gone-${index}` }]
    const items: Item[] = index === RULES ? [{ kind: 'any-saml' }] : named
    return {
      outcome: { policy: 'access', action: 'allow', message: '' },
      criteria: { ...noCriteria, identity: { join: 'or', idps: [{ idpId, join: 'or', items }] } },
    }
  }
  await sink.insert(
    'policyRules',
    Array.from({ length: RULES }, (_, index) => ({
      ...stamps,
      id: newId(),
      policy: 'access' as const,
      position: index + 1,
      name: `Rule ${index}`,
      nameKey: `rule ${index}`,
      description: '',
      isEnabled: true,
      isDefault: false,
      rule: JSON.stringify(rule(index + 1)),
    })),
  )
  const groups = Array.from({ length: GROUPS }, (_, index) => groupRow(`Group ${index}`, { idpId }))
  const users = Array.from({ length: PEOPLE }, (_, index) => {
    const userName = `person-${index}@example.com`
    return userRow(userName, { idpId, document: JSON.stringify({ userName, active: true }) })
  })
  await sink.insert('groups', groups)
  await sink.insert('users', users)
  const memberships = users.flatMap((user) => groups.map((group) => memberRow(group.id, user.id, { idpId })))
  await sink.insert('members', memberships)
  const people = users.map((user) => sessionRow(user.userName, { idpId, userId: user.id, hash: randomSecret() }))
  await sink.insert('userSessions', people)
  const visits: (Visit & { row: (typeof people)[number] })[] = people.map((row, index) => ({
    row,
    host: hosts[index % HOSTS] ?? '',
    reference: randomSecret(),
  }))
  await sink.insert(
    'applicationSessions',
    visits.map(({ row, host, reference }) => ({
      hash: sha256Hex(reference),
      userSessionId: row.id,
      idpId,
      host,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: row.expiresAt,
    })),
  )
  await sink.close()
  return visits
}

const servers = openServers()
try {
  let visits: Visit[] = []
  const rollcall = await servers.rollcall(async (database, idpId) => void (visits = await prepare(database, idpId)))
  const bare = await servers.bare()
  const requests = visits.map(({ host, reference }) => ({
    method: 'GET' as const,
    path: '/forward-auth/nginx',
    headers: {
      'x-rollcall-proxy-secret': secret,
      'x-forwarded-for': '198.51.100.7',
      'x-original-url': `https://${host}:443/pages/home?tab=1`,
      'x-original-method': 'GET',
      cookie: `theme=dark; __Host-rollcall.app=${reference}`,
      accept: 'text/html,application/xhtml+xml',
      'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15',
      'sec-fetch-mode': 'navigate',
    },
  }))
  const drive = ({ base, pid }: { base: string; pid: number }, duration: number): Promise<Cell> =>
    fire({ url: new URL(base).origin, connections: 16, duration, requests }, pid)
  const [first] = requests
  const answer = await fetch(new URL(rollcall.base).origin + first?.path, { headers: first?.headers ?? {} })
  if (answer.status !== 200) throw new Error(`Nobody is let through: ${answer.status} ${await answer.text()}`)
  for (const server of [bare, rollcall]) await drive(server, 4)
  const turns: { bare: Cell; rollcall: Cell }[] = []
  for (let turn = 1; turn <= Number(rounds); turn++) {
    process.stderr.write(`round ${turn} of ${rounds}\n`)
    turns.push({ bare: await drive(bare, Number(seconds)), rollcall: await drive(rollcall, Number(seconds)) })
  }
  const of = (figure: (turn: (typeof turns)[number]) => number) => median(turns.map(figure))
  const base = of((turn) => turn.bare.perSecond)
  const failed = turns.reduce((sum, turn) => sum + turn.rollcall.failed, 0)
  report(
    'forward-auth',
    `Over HTTP with 16 connections, medians of ${rounds} rounds of ${seconds} s, the two servers in turns, both warmed up. ${PEOPLE} people in ${GROUPS} groups each, with sessions at ${HOSTS} hosts, ${RULES.toLocaleString('en')} rules of which the last lets them in.`,
    [
      compared(
        'answers /s: a bare node:http server, forward-auth',
        [base, base * of((turn) => turn.rollcall.perSecond / turn.bare.perSecond)],
        { atLeast: 0.6 },
      ),
      compared('processor time an answer, µs', [
        of((turn) => turn.bare.cpuMicros),
        of((turn) => turn.rollcall.cpuMicros),
      ]),
      compared('99th percentile, ms', [of((turn) => turn.bare.p99), of((turn) => turn.rollcall.p99)]),
      absolute('answers other than 200', failed, { atMost: 0 }),
    ],
  )
} finally {
  await servers.stop()
}
