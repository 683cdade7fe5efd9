import { listPolicyRules, updatePolicyRule } from '#db/queries/policy-rules.ts'
import { AppError } from '#lib/errors.ts'
import type { Policy } from '#lib/policy/rule.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'

/**
 * Gives all rules of a policy their Rule Order at once: `ids` in the order wanted, each once. Answers how many moved.
 * Throws `AppError` `changed` (field `ids`) when those are not the policy's rules, of which there may be others by now.
 */
export async function orderRules(policy: Policy, ids: readonly string[], actor: Actor): Promise<{ moved: number }> {
  return configure(actor, async (tx) => {
    const rules = (await listPolicyRules(tx)).filter((row) => row.policy === policy && !row.isDefault)
    const byId = new Map(rules.map((row) => [row.id, row]))
    if (ids.length !== rules.length || new Set(ids).size !== ids.length || !ids.every((id) => byId.has(id))) {
      throw new AppError(
        'changed',
        `The order must name each of this policy’s ${rules.length} rules once. Read them again.`,
        {
          field: 'ids',
        },
      )
    }
    const now = new Date()
    const moved = ids.flatMap((id, index) => {
      const row = byId.get(id)
      return row && row.position !== index + 1 ? [{ row, position: index + 1 }] : []
    })
    for (const { row, position } of moved) {
      await updatePolicyRule(tx, { ...row, position, version: row.version + 1, updatedAt: now })
      await appendAudit(tx, actor, {
        action: 'policy.reorder',
        target: { type: 'policy', id: row.id, name: row.name },
        before: { order: row.position },
        after: { order: position },
      })
    }
    return { moved: moved.length }
  })
}
