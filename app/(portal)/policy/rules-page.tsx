import type { SearchParams } from 'nuqs/server'
import { AddRule } from '#components/policy/rules/add-rule.tsx'
import type { RuleActions } from '#components/policy/rules/rule-actions.ts'
import { RuleDetail } from '#components/policy/rules/rule-detail.tsx'
import { RulesFrame } from '#components/policy/rules/rules-frame.tsx'
import { RulesTable } from '#components/policy/rules/rules-table.tsx'
import { store } from '#db/index.ts'
import { listPolicyRulePage } from '#db/queries/list-policy-rules.ts'
import { countPolicyRules, findPolicyRule } from '#db/queries/policy-rules.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { ruleLines, ruleView } from '#lib/services/policy/rule-view.ts'
import type { RuleTable } from '#lib/table/policy-rules.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { pageOf } from '../authentication/scim/page-of.ts'
import {
  changeRuleAction,
  copyRuleAction,
  createRuleAction,
  deleteRuleAction,
  listRuleChoicesAction,
  moveRuleAction,
  setRuleEnabledAction,
} from './rule-actions.ts'

const actions: RuleActions = {
  choices: listRuleChoicesAction,
  create: createRuleAction,
  change: changeRuleAction,
  copy: copyRuleAction,
  move: moveRuleAction,
  setEnabled: setRuleEnabledAction,
  remove: deleteRuleAction,
}

/** The rules of a policy, and the one that is open. */
export async function RulesPage({
  policy,
  definition,
  searchParams,
}: {
  policy: Policy
  definition: RuleTable
  searchParams: Promise<SearchParams>
}) {
  const { administrator } = await requireSession()
  const now = new Date()
  const q = await edited(store().report)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, count, found] = await Promise.all([
    listPolicyRulePage(q, policy, query),
    countPolicyRules(q, policy),
    query.row === undefined ? undefined : findPolicyRule(q, query.row),
  ])
  const row = found?.policy === policy && !found.isDefault ? found : undefined
  const [lines, open] = await Promise.all([ruleLines(q, page.rows), row && ruleView(q, row)])
  const permitted = isPermitted(administrator, 'configure') ? actions : undefined
  const body = open && <RuleDetail key={open.version} rule={open} actions={permitted} />
  return (
    <RulesFrame policy={policy} actions={permitted && <AddRule policy={policy} actions={permitted} />}>
      <RulesTable
        definition={definition}
        page={pageOf({ ...page, rows: lines }, (line) => line, now)}
        count={count}
        detail={query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.name, body }) }}
        actions={permitted}
      />
    </RulesFrame>
  )
}
