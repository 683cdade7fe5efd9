import { openDriver, warmUp, type Target } from './drive.ts'
import { forEach, openClient } from './http-client.ts'
import { absolute, compared, mean, report } from './report.ts'
import { openServers } from './servers.ts'

// A first sync: 3,000 users, each looked up and created, and 30 groups with all of them as members. A server that takes
// 5 requests a second needs 12 minutes for it. `npm run bench sync [users] [groups] [seconds]`.

const [users = '3000', groups = '30', seconds = '3'] = process.argv.slice(2)
const CONNECTIONS = 16
/** What the same takes where 5 requests a second are allowed, in seconds. */
const ELSEWHERE = 12 * 60

const servers = openServers()
try {
  const target = await servers.rollcall()
  const driver = await openDriver(target, CONNECTIONS)
  // Neither the server nor the client that it is measured with is new to the work; the rates are those of a warm server.
  await warmUp(driver)
  await sync(target, 'warm', 1_000, 20)
  // Before and after: what the machine gave in between lies between the two.
  const rates = { lookup: [await rate('lookup')], create: [await rate('create')] }
  const took = await sync(target, 'first', Number(users), Number(groups))
  rates.lookup.push(await rate('lookup'))
  rates.create.push(await rate('create'))
  const each = Number(users) + Number(groups)
  const expected = each / mean(rates.lookup) + each / mean(rates.create)
  const how = `${users} users, each looked up and created, and ${groups} groups with members, through one HTTP client with ${CONNECTIONS} connections, both warmed up before.`
  report('sync', how, [
    compared('first sync, s: what the rates add up to, measured', [expected, took], { atMost: 1.3 }),
    compared('first sync, s: where 5 requests a second are allowed, here', [ELSEWHERE, took]),
    absolute('lookups /s', mean(rates.lookup)),
    absolute('creates /s', mean(rates.create)),
  ])

  async function rate(name: 'lookup' | 'create'): Promise<number> {
    return (await driver[name](Number(seconds))).perSecond
  }
} finally {
  await servers.stop()
}

/** Seconds that the first sync takes. Every answer is looked at. */
async function sync(target: Target, name: string, users: number, groups: number): Promise<number> {
  const client = openClient(target, CONNECTIONS)
  const ids: string[] = []
  const ensure = async (path: string, attribute: string, name: string, body: object): Promise<string> => {
    const found = await client.send('GET', `${path}?filter=${encodeURIComponent(`${attribute} eq "${name}"`)}`)
    const { totalResults } = JSON.parse(found.text) as { totalResults: number }
    if (found.status !== 200 || totalResults !== 0)
      throw new Error(`The lookup answered ${found.status}: ${found.text}`)
    const made = await client.send('POST', path, body)
    if (made.status !== 201) throw new Error(`The create answered ${made.status}: ${made.text}`)
    return (JSON.parse(made.text) as { id: string }).id
  }
  const startedAt = performance.now()
  await forEach(users, CONNECTIONS, async (index) => {
    const userName = `${name}-${index}@example.com`
    ids[index] = await ensure('/Users', 'userName', userName, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
      externalId: `${name}-${index}`,
      name: { givenName: 'First', familyName: `Sync ${index}` },
      displayName: `First Sync ${index}`,
      emails: [{ value: userName, type: 'work', primary: true }],
      active: true,
    })
  })
  await forEach(groups, CONNECTIONS, async (index) => {
    const displayName = `${name} ${index}`
    const members = ids.flatMap((value, user) => (user % groups === index ? [{ value }] : []))
    await ensure('/Groups', 'displayName', displayName, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName,
      members,
    })
  })
  const seconds = (performance.now() - startedAt) / 1000
  client.close()
  return seconds
}
