import { closeStore, openStore } from '#db/index.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { cliActor } from '#lib/services/actor.ts'
import { createApplication, createRule } from '#lib/services/policy/index.ts'

// Run by deployment.ts in a process of its own, beside the server: adds applications on one port, each with a rule of its own
// for the people of an IdP. In: JSON.

type Asked = {
  idpId: string
  port: number
  /** `isOpen`: whoever is let in at all is allowed, of whatever IdP. */
  applications: { name: string; host: string; blocks?: string; isOpen?: boolean }[]
}

const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
const { idpId, port, applications } = JSON.parse(Buffer.concat(parts).toString('utf8')) as Asked

await openStore()
const actor = cliActor('e2e')
for (const { name, host, blocks, isOpen = false } of applications) {
  const places = { domains: [host], tcpPorts: String(port), udpPorts: '', segmentGroupId: null }
  const { id } = await createApplication({ name, description: '', isEnabled: true, ...places }, actor)
  await createRule(
    'access',
    {
      name,
      description: '',
      isEnabled: true,
      outcome: { policy: 'access', action: blocks === undefined ? 'allow' : 'block', message: blocks ?? '' },
      criteria: {
        ...noCriteria,
        applicationIds: [id],
        identity: isOpen
          ? noCriteria.identity
          : { join: 'or', idps: [{ idpId, join: 'or', items: [{ kind: 'any-saml' }] }] },
      },
    },
    actor,
  )
}
await closeStore()
