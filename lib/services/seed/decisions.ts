import { store } from '#db/index.ts'
import { decide } from '#lib/policy/decide.ts'
import { explain } from '#lib/policy/explain.ts'
import type { PolicyRequest } from '#lib/policy/policy-set.ts'
import type { Platform } from '#lib/policy/rule.ts'
import type { Actor } from '../actor.ts'
import {
  changeDecisionLogSettings,
  decisionLogSettings,
  loggedDecision,
  recordDecision,
  writeDecisions,
} from '../decision-log/index.ts'
import { compiledPolicies } from '../policy/load.ts'
import { findSubject } from '../policy/subject.ts'

// Hours ago, IdP, login name, host, platform, country, address, and how many alike.
const requests = `
50|Okta|greta.lindqvist@northwind.example|wiki.northwind.example|mac|SE|192.0.2.10|4
47|Okta|jonas.weber@northwind.example|payroll.northwind.example|windows|DE|192.0.2.11|1
29|Entra-ID|otto.brandt@harbour.example|ledger.northwind.example|windows|DE|198.51.100.9|2
28.6|Entra-ID|otto.brandt@harbour.example|wiki.northwind.example|windows|DE|198.51.100.9|1
11|Okta|amara.okafor@northwind.example|wiki.northwind.example|mac|GB|192.0.2.14|12
10.1|Okta|daria.nowak@northwind.example|www.build.northwind.example|linux|PL|192.0.2.15|3
8|Entra-ID|aino.virtanen@harbour.example|ledger.northwind.example|ios|FI|203.0.113.90|1
7.2|Entra-ID|aino.virtanen@harbour.example|crm.northwind.example|windows|FI|203.0.113.90|2
5.4|Okta|elif.demir@northwind.example|wiki.northwind.example|mac|TR|192.0.2.17|6
5.3|Okta|elif.demir@northwind.example|payroll.northwind.example|mac|TR|192.0.2.17|1
2.1|Okta|hiro.tanaka@northwind.example|wiki.northwind.example|mac|JP|192.0.2.21|9
1.4|Okta|keiko.mori@northwind.example|payroll.northwind.example|ios|JP|192.0.2.22|1
0.6|Okta|samuel.adeyemi@northwind.example|wiki.northwind.example|windows|NG|192.0.2.19|5`

type Idp = { id: string; name: string }

/** What the policies decide for people of the sample IdPs who want to reach something; every allow is kept. */
export async function playDecisions(idps: readonly Idp[], actor: Actor, now: Date): Promise<void> {
  const { version, ...opened } = await decisionLogSettings()
  await changeDecisionLogSettings({ ...opened, allowShare: 1 }, { version, opened }, actor)
  const q = store().read
  const compiled = await compiledPolicies(q)
  for (const line of requests.trim().split('\n')) {
    const [hours = '', name, userName = '', host = '', platform, countryCode, address, times = ''] = line.split('|')
    const idp = idps.find((one) => one.name === name)
    const found = idp && (await findSubject(q, idp.id, userName))
    if (!found) continue
    const { subject, userId } = found
    const at = new Date(now.getTime() - Number(hours) * 3_600_000)
    const request: PolicyRequest = {
      destination: { host, port: 443, protocol: 'tcp' },
      clientType: 'browser',
      platform: platform as Platform,
      countryCode,
      address,
    }
    for (let time = 0; time < Number(times); time++) {
      recordDecision({
        ...loggedDecision(decide(compiled, 'access', subject, request)),
        at,
        person: { idpId: idp.id, userId, userName: subject.userName },
        host: `${host}:443`,
        clientType: request.clientType,
        platform: request.platform,
        countryCode,
        address,
        source: { kind: 'forward-auth', name: host },
        explain: () => explain(compiled, 'access', subject, request),
      })
    }
  }
  await writeDecisions()
}
