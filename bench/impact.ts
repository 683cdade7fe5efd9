import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverFlags } from '../bin/server-flags.mjs'
import { noCriteria, type Item } from '#lib/policy/rule.ts'
import { fill } from './fill.ts'
import type { ImpactFigures } from './impact-process.ts'
import { absolute, compared, median, report } from './report.ts'
import { openSink } from './sink.ts'

// Who gains and who loses access by a draft, over everybody: `npm run bench impact [users] [rules] [rounds]`. The draft blocks
// one title before all other rules, so that every application and every rule has to be looked at for everybody.

const [users = '1000000', rules = '2000', rounds = '3'] = process.argv.slice(2)
const APPLICATIONS = 400
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))

try {
  const [few, many] = [await prepare(Number(users) / 10), await prepare(Number(users))]
  const measured: [ImpactFigures[], ImpactFigures[]] = [[], []]
  for (let round = 0; round < Number(rounds); round += 1) {
    measured[0].push(workOut(few))
    measured[1].push(workOut(many))
  }
  const perUser = measured.map((all) => median(all.map(({ ms, users }) => (ms * 1_000) / users))) as [number, number]
  const [first] = measured[1]
  const losing = measured.flat().map((each) => each.losing / each.users)
  if (!first || Math.max(...losing) > Math.min(...losing) * 1.05 || first.losing === 0) {
    throw new Error(`Another share of the users loses access each time: ${losing.join(', ')}.`)
  }
  const all = Number(users).toLocaleString('en')
  report(
    'impact',
    `${all} users, ${rules} rules, ${APPLICATIONS} applications, each of which a rule before all others touches; ${first.losing.toLocaleString('en')} lose access. Medians of ${rounds} runs.`,
    [
      compared(`µs a user: of ${(Number(users) / 10).toLocaleString('en')} users, of ${all}`, perUser, { atMost: 1.2 }),
      absolute(`seconds for ${all} users`, median(measured[1].map(({ ms }) => ms)) / 1_000),
      absolute('resident memory of the process at most, MiB', Math.max(...measured[1].map(({ peakMiB }) => peakMiB)), {
        below: 500,
      }),
    ],
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** A database with a directory, rules, and a draft. */
async function prepare(count: number): Promise<string> {
  const database = `file:${join(folder, `impact-${count}.db`)}`
  const made = run(database, [
    'bin/rollcall.mjs',
    'idp',
    'create',
    '--name',
    'Bench',
    '--scim-sync',
    '--no-guard',
    '--json',
  ])
  const { id: idpId } = JSON.parse(made) as { id: string }
  const { groupIds } = await fill(database, idpId, { users: count, groups: count / 10, large: 1_000 })
  await fillPolicies(database, idpId, groupIds)
  run(database, [...serverFlags, 'bench/impact-process.ts', 'prepare'])
  return database
}

function workOut(database: string): ImpactFigures {
  return JSON.parse(run(database, [...serverFlags, 'bench/impact-process.ts', 'run'])) as ImpactFigures
}

function run(database: string, command: string[]): string {
  const env = {
    ...process.env,
    DATABASE_URL: database,
    ROLLCALL_URL: 'http://127.0.0.1:1',
    ROLLCALL_SECRET: 'only for this measurement, and long enough for it',
  }
  return execFileSync(process.execPath, command, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Each rule names some groups, a title and a department, and one of the applications; some ask for a platform or country. */
async function fillPolicies(database: string, idpId: string, groupIds: string[]): Promise<void> {
  const sink = await openSink(database)
  const at = new Date()
  const stamps = { version: 1, createdAt: at, updatedAt: at }
  await sink.insert(
    'applications',
    Array.from({ length: APPLICATIONS }, (_, index) => ({
      id: `app-${index}`,
      name: `App ${index}`,
      nameKey: `app ${index}`,
      description: '',
      isEnabled: true,
      domains: JSON.stringify([`app-${index}.example.com`]),
      ports: JSON.stringify([{ protocol: 'tcp', from: 443, to: 443 }]),
      segmentGroupId: null,
      ...stamps,
    })),
  )
  await sink.insert(
    'policyRules',
    // The last is that of the draft.
    Array.from({ length: Number(rules) - 1 }, (_, index) => {
      const items: Item[] = [
        { kind: 'scim', attribute: 'title', value: `Title ${index % 200}` },
        { kind: 'scim', attribute: 'department', value: `Department ${(index * 7) % 40}` },
        ...[0, 1, 2].map((more): Item => ({
          kind: 'scim-group',
          groupId: groupIds[(index * 3 + more) % groupIds.length] ?? '',
        })),
      ]
      return {
        id: `rule-${String(index).padStart(5, '0')}`,
        policy: 'access' as const,
        position: index + 1,
        name: `Rule ${index}`,
        nameKey: `rule ${index}`,
        description: '',
        isEnabled: true,
        isDefault: false,
        rule: JSON.stringify({
          outcome: { policy: 'access', action: index % 9 === 8 ? 'block' : 'allow', message: '' },
          criteria: {
            ...noCriteria,
            identity: { join: 'or', idps: [{ idpId, join: 'or', items }] },
            applicationIds: [`app-${index % APPLICATIONS}`],
            platforms: index % 10 === 0 ? ['mac'] : [],
            countryCodes: index % 25 === 0 ? ['DE', 'FR'] : [],
          },
        }),
        ...stamps,
      }
    }),
  )
  await sink.close()
}
