import type { DecisionDetailView, DecisionView } from '#components/decision-log/views.ts'
import type { DecisionRow } from '#db/queries/decision-log.ts'
import type { ListedDecision } from '#db/queries/list-decisions.ts'
import type { Brief } from '#lib/policy/brief.ts'
import type { LoggedAction, LoggedReason } from '#lib/table/decision-log.ts'

export const decisionView =
  (nameOf: (idpId: string) => string) =>
  (row: ListedDecision): DecisionView => ({
    id: row.id,
    at: row.at.toISOString(),
    lastAt: row.lastAt.toISOString(),
    count: row.count,
    share: row.share,
    policy: row.policy,
    action: row.action as LoggedAction,
    reason: row.reason as LoggedReason,
    rule: row.ruleId === null ? null : { id: row.ruleId, name: row.ruleName ?? row.ruleId },
    idp: row.idpId === '' ? null : { id: row.idpId, name: nameOf(row.idpId) },
    userId: row.userId,
    userName: row.userName,
    application:
      row.applicationId === null ? null : { id: row.applicationId, name: row.applicationName ?? row.applicationId },
    host: row.host,
    address: row.address,
    clientType: row.clientType,
    platform: row.platform,
    countryCode: row.countryCode,
    source: row.source,
    sourceName: row.sourceName,
  })

export const decisionDetailView = (row: DecisionRow, nameOf: (idpId: string) => string): DecisionDetailView => ({
  ...decisionView(nameOf)(row),
  explanation: row.explanation === null ? null : (JSON.parse(row.explanation) as Brief),
})
