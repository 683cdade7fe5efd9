import { eq, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { RuleTable } from '#lib/table/policy-rules.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'
import type { PolicyName, PolicyRuleRow } from './policy-rules.ts'

/** A page of a policy's rules, its default rule aside. */
export async function listPolicyRulePage(
  q: Reader,
  policy: PolicyName,
  query: ListQuery,
): Promise<ListPage<PolicyRuleRow>> {
  const { policyRules: t } = q.tables
  return listPage<RuleTable, PolicyRuleRow>(
    q,
    query,
    {
      table: t,
      scope: sql`${eq(t.policy, policy)} and ${eq(t.isDefault, false)}`,
      filters: {
        name: ([text]) => containsText(t.nameKey, fold(text ?? '')),
        status: ([value]) => eq(t.isEnabled, value === 'enabled'),
      },
      sort: { order: t.position, name: t.nameKey, updatedAt: t.updatedAt },
      id: t.id,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}
