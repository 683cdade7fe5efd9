import { closeStore, openStore, store } from '#db/index.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { cliActor } from '#lib/services/actor.ts'
import { changeConfigurationSettings } from '#lib/services/configuration/index.ts'
import { impactEnded, readImpact, startImpact } from '#lib/services/impact/index.ts'
import { createRule, moveRule } from '#lib/services/policy/index.ts'
import { peakMiB } from './process-figures.ts'

// A process of its own for impact.ts, so that its memory is that of working it out: `prepare` drafts a rule, `run` measures.

export type ImpactFigures = { ms: number; users: number; losing: number; peakMiB: number }

const actor = cliActor('bench')
await openStore()
if (process.argv[2] === 'prepare') await prepare()
else console.log(JSON.stringify(await measure()))
await closeStore()

async function prepare(): Promise<void> {
  const [idp] = await listIdpRows(store().read)
  await store().write(async (tx) => {
    await tx.update(tx.tables.idps).set({ scimAttributesForPolicy: true })
  })
  await changeConfigurationSettings({ takesEffect: 'activate', lossUsers: 25, lossPercent: 5 }, actor)
  const items = [{ kind: 'scim' as const, attribute: 'title', value: 'Title 7' }]
  const { id } = await createRule(
    'access',
    {
      name: 'Nobody with this title',
      description: '',
      isEnabled: true,
      outcome: { policy: 'access', action: 'block', message: '' },
      criteria: { ...noCriteria, identity: { join: 'or', idps: [{ idpId: idp?.id ?? '', join: 'or', items }] } },
    },
    actor,
  )
  await moveRule(id, 1, actor)
}

async function measure(): Promise<ImpactFigures> {
  const startedAt = performance.now()
  await impactEnded(await startImpact(actor))
  const ms = performance.now() - startedAt
  const found = await readImpact(store().report)
  if (found?.status !== 'done') throw new Error(`The run ended as ${found?.status}.`)
  return { ms, users: found.users, losing: found.losing, peakMiB: peakMiB(process.pid) }
}
