import type { SearchParams } from 'nuqs/server'
import { AddRule } from '#components/policy/rules/add-rule.tsx'
import { DefaultRuleBar, DefaultRuleDetail } from '#components/policy/rules/default-rule.tsx'
import type { RuleActions } from '#components/policy/rules/rule-actions.ts'
import { RuleDetail } from '#components/policy/rules/rule-detail.tsx'
import { RulesFrame } from '#components/policy/rules/rules-frame.tsx'
import { RulesTable } from '#components/policy/rules/rules-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { store } from '#db/index.ts'
import { listPolicyRulePage } from '#db/queries/list-policy-rules.ts'
import { countPolicyRules, findPolicyRule } from '#db/queries/policy-rules.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { DEFAULT_ROW, DEFAULT_RULE_NAME, hasDefaultRule } from '#lib/policy/default-rule.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { getDefaultRule, type DefaultRuleView } from '#lib/services/policy/default-rule.ts'
import { ruleLines, ruleView, type RuleView } from '#lib/services/policy/rule-view.ts'
import { ruleTables } from '#lib/table/policy-rules.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { pageOf } from '../authentication/scim/page-of.ts'
import {
  changeDefaultRuleAction,
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
  changeDefault: changeDefaultRuleAction,
  copy: copyRuleAction,
  move: moveRuleAction,
  setEnabled: setRuleEnabledAction,
  remove: deleteRuleAction,
}

/** The rules of a policy, and the one that is open. */
export async function RulesPage({ policy, searchParams }: { policy: Policy; searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const now = new Date()
  const q = await edited(store().report)
  const query = await loadTableQuery(ruleTables[policy], searchParams, now)
  const [page, count, found, defaultRule] = await Promise.all([
    listPolicyRulePage(q, policy, query),
    countPolicyRules(q, policy),
    query.row === undefined ? undefined : findPolicyRule(q, query.row),
    hasDefaultRule(policy) ? getDefaultRule(q, policy) : undefined,
  ])
  const row = found?.policy === policy && !found.isDefault ? found : undefined
  const [lines, open] = await Promise.all([ruleLines(q, page.rows), row && ruleView(q, row)])
  const permitted = isPermitted(administrator, 'configure') ? actions : undefined
  return (
    <RulesFrame policy={policy} actions={permitted && <AddRule policy={policy} actions={permitted} />}>
      <RulesTable
        policy={policy}
        page={pageOf({ ...page, rows: lines }, (line) => line, now)}
        count={count}
        isInOrder={query.sort[0]?.id === 'order' && query.sort[0].direction === 'asc'}
        detail={detailOf(query.row, open, defaultRule, permitted)}
        actions={permitted}
      />
      {defaultRule ? <DefaultRuleBar rule={defaultRule} /> : null}
    </RulesFrame>
  )
}

/** What opens beside the table for the row of the address. */
const detailOf = (
  id: string | undefined,
  rule: RuleView | undefined,
  defaultRule: DefaultRuleView | undefined,
  permitted: RuleActions | undefined,
): RowDetail | undefined => {
  if (id === undefined) return undefined
  if (id === DEFAULT_ROW && defaultRule) {
    const body = <DefaultRuleDetail key={defaultRule.version} rule={defaultRule} actions={permitted} />
    return { id, heading: DEFAULT_RULE_NAME, body }
  }
  if (!rule) return { id }
  return { id, heading: rule.name, body: <RuleDetail key={rule.version} rule={rule} actions={permitted} /> }
}
