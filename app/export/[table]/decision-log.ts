import { readAsked } from '#app/(portal)/policy/decision-log/asked.ts'
import { decisionView } from '#app/(portal)/policy/decision-log/view.ts'
import { store } from '#db/index.ts'
import { listDecisionPage } from '#db/queries/list-decisions.ts'
import { clientTypes, platforms } from '#lib/policy/rule.ts'
import {
  decisionLog,
  decisionPolicies,
  decisionSources,
  loggedActions,
  loggedReasons,
} from '#lib/table/decision-log.ts'
import { exportSource } from './source.ts'

export const exportDecisions = exportSource({
  definition: decisionLog,
  permission: 'read',
  open: async (_query, searchParams, now) => {
    const { definition, nameOf } = await readAsked(searchParams, now)
    return {
      definition,
      list: async (step) => {
        const page = await listDecisionPage(store().report, step)
        return { ...page, rows: page.rows.map(decisionView(nameOf)) }
      },
    }
  },
  values: {
    at: (decision) => decision.at,
    action: (decision) => labelOf(loggedActions, decision.action),
    userName: (decision) => decision.userName,
    application: (decision) => decision.application?.name,
    rule: (decision) => decision.rule?.name,
    reason: (decision) => labelOf(loggedReasons, decision.reason),
    provider: (decision) => decision.idp?.name,
    address: (decision) => decision.address,
    host: (decision) => decision.host,
    policy: (decision) => labelOf(decisionPolicies, decision.policy),
    clientType: (decision) => nameIn(clientTypes, decision.clientType),
    platform: (decision) => nameIn(platforms, decision.platform),
    countryCode: (decision) => decision.countryCode,
    source: (decision) => `${labelOf(decisionSources, decision.source)}: ${decision.sourceName}`,
    count: (decision) => decision.count,
    lastAt: (decision) => decision.lastAt,
    share: (decision) => decision.share,
    ruleId: (decision) => decision.rule?.id,
    applicationId: (decision) => decision.application?.id,
    userId: (decision) => decision.userId,
    id: (decision) => decision.id,
  },
})

const labelOf = (choices: readonly { value: string; label: string }[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value

const nameIn = (labels: Readonly<Record<string, string>>, value: string | null) =>
  value === null ? undefined : (labels[value] ?? value)
