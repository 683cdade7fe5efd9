import { isConflict } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import {
  countPolicyRules,
  deletePolicyRule,
  findPolicyRule,
  insertPolicyRule,
  replacePolicyReferences,
  shiftPolicyRules,
  updatePolicyRule,
  type PolicyRuleRow,
} from '#db/queries/policy-rules.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { ruleLimits, ruleProblems } from '#lib/policy/problems.ts'
import type { PolicySet } from '#lib/policy/policy-set.ts'
import { criterionOf, danglingOf, referencesOf } from '#lib/policy/references.ts'
import type { Policy, Rule, RuleBody } from '#lib/policy/rule.ts'
import { outcomeText } from '#lib/policy/outcome-words.ts'
import { namesOf, sentenceOf } from '#lib/policy/words.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit, type AuditAction } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { gone, invalid } from './gone.ts'
import { loadSurroundings } from './load.ts'
import { ruleOf } from './stored.ts'
import { tidyCriteria, tidyTexts } from './tidy-rule.ts'

/** A rule as a form describes it. */
export type RuleEntry = RuleBody & { name: string; description: string; isEnabled: boolean }

// All changes lock the organisation (configure does): Rule Order has no gaps, whoever else is at it.

/** Adds a rule, behind all others. Answers its id. Throws `AppError` at the field that is wrong. */
export async function createRule(policy: Policy, wanted: RuleEntry, actor: Actor): Promise<{ id: string }> {
  return configure(actor, (tx) => insertRule(tx, policy, wanted, actor))
}

async function insertRule(
  tx: Writer,
  policy: Policy,
  wanted: RuleEntry,
  actor: Actor,
  original?: Rule,
): Promise<{ id: string }> {
  const at = new Date()
  const { entry, tell } = await readEntry(tx, policy, wanted, original)
  const count = await countPolicyRules(tx, policy)
  if (count >= ruleLimits[policy]) {
    const limit = ruleLimits[policy].toLocaleString('en')
    throw new AppError('conflict', `This policy has ${limit} rules, which is as many as it takes. Delete one first.`)
  }
  const row = { ...rowOf(entry), id: newId(at), policy, position: count + 1, isDefault: false, version: 1 }
  await named(entry.name, () => insertPolicyRule(tx, { ...row, createdAt: at, updatedAt: at }))
  await replacePolicyReferences(tx, row.id, namedBy(entry))
  await audit(tx, actor, 'policy.create', row, undefined, tell(entry))
  return { id: row.id }
}

/** Changes a rule. `seen`: what the caller's form showed; `AppError` `changed` when it is so no more. */
export async function changeRule(
  id: string,
  wanted: RuleEntry,
  seen: { version: number; opened: RuleEntry },
  actor: Actor,
): Promise<void> {
  await configure(actor, async (tx) => {
    const row = await getRule(tx, id)
    if (row.version !== seen.version) {
      const thing = { type: 'policy', id, name: row.name, version: row.version, updatedAt: row.updatedAt }
      throw await changedMeanwhile(tx, actor, thing, { opened: seen.opened, theirs: entryOf(row), mine: wanted })
    }
    const { entry, tell } = await readEntry(tx, row.policy, wanted, ruleOf(row))
    const changed = { ...row, ...rowOf(entry), version: row.version + 1, updatedAt: new Date() }
    await named(entry.name, () => updatePolicyRule(tx, changed))
    await replacePolicyReferences(tx, id, namedBy(entry))
    await audit(tx, actor, 'policy.update', changed, tell(entryOf(row)), tell(entry))
  })
}

/** Deletes a rule; those behind it move up. */
export async function deleteRule(id: string, actor: Actor): Promise<void> {
  await configure(actor, async (tx) => {
    const row = await getRule(tx, id)
    const count = await countPolicyRules(tx, row.policy)
    await deletePolicyRule(tx, id)
    await shiftPolicyRules(tx, row.policy, { first: row.position + 1, last: count, by: -1 })
    const surroundings = await loadSurroundings(tx, [ruleOf(row)])
    await audit(tx, actor, 'policy.delete', row, auditedAs(entryOf(row), surroundings), undefined)
  })
}

/** Gives a rule another Rule Order, from 1 to as many as there are. */
export async function moveRule(id: string, position: number, actor: Actor): Promise<void> {
  await configure(actor, async (tx) => {
    const row = await getRule(tx, id)
    const count = await countPolicyRules(tx, row.policy)
    if (!Number.isInteger(position) || position < 1 || position > count) {
      throw invalid('position', `Rule Order: a number from 1 to ${count} is accepted.`)
    }
    if (position === row.position) return
    const isUp = position < row.position
    await shiftPolicyRules(
      tx,
      row.policy,
      isUp ? { first: position, last: row.position - 1, by: 1 } : { first: row.position + 1, last: position, by: -1 },
    )
    const moved = { ...row, position, version: row.version + 1, updatedAt: new Date() }
    await updatePolicyRule(tx, moved)
    await audit(tx, actor, 'policy.reorder', row, { order: row.position }, { order: position })
  })
}

/** Copies a rule, right behind it and disabled: a copy matches what its original does. */
export async function copyRule(id: string, name: string, actor: Actor): Promise<{ id: string }> {
  return configure(actor, async (tx) => {
    const row = await getRule(tx, id)
    const copy = await insertRule(tx, row.policy, { ...entryOf(row), name, isEnabled: false }, actor, ruleOf(row))
    const last = await countPolicyRules(tx, row.policy)
    const made = await getRule(tx, copy.id)
    await shiftPolicyRules(tx, row.policy, { first: row.position + 1, last: last - 1, by: 1 })
    await updatePolicyRule(tx, { ...made, position: row.position + 1 })
    return copy
  })
}

export async function setRuleEnabled(id: string, isEnabled: boolean, actor: Actor): Promise<void> {
  await configure(actor, async (tx) => {
    const row = await getRule(tx, id)
    if (row.isEnabled === isEnabled) return
    await updatePolicyRule(tx, { ...row, isEnabled, version: row.version + 1, updatedAt: new Date() })
    const action = isEnabled ? 'policy.enable' : 'policy.disable'
    await audit(tx, actor, action, row, { isEnabled: row.isEnabled }, { isEnabled })
  })
}

/** A stored rule as a form shows it. */
export const entryOf = (row: PolicyRuleRow): RuleEntry => {
  const { outcome, criteria } = ruleOf(row)
  return { name: row.name, description: row.description, isEnabled: row.isEnabled, outcome, criteria }
}

async function getRule(tx: Writer, id: string): Promise<PolicyRuleRow> {
  const row = await findPolicyRule(tx, id)
  if (!row || row.isDefault) throw gone('rule')
  return row
}

/**
 * Checks an entry by itself, and that everything exists that it names and `before` did not. `tell`: an entry with the names
 * that either of them uses.
 */
async function readEntry(
  tx: Writer,
  policy: Policy,
  wanted: RuleEntry,
  before?: Rule,
): Promise<{ entry: RuleEntry; tell: (entry: RuleEntry) => object }> {
  const entry = { ...tidyTexts(wanted), criteria: tidyCriteria(wanted.criteria) }
  const [problem] = ruleProblems(policy, entry)
  if (problem) throw invalid(problem.field, problem.message)
  const rule: Rule = { ...entry, id: '', isDefault: false }
  const surroundings = await loadSurroundings(tx, before ? [rule, before] : [rule])
  const had = new Set((before ? referencesOf(before.criteria) : []).map(({ kind, id }) => `${kind} ${id}`))
  const missing = danglingOf(rule, surroundings).find(
    ({ state, kind, id }) => state === 'gone' && !had.has(`${kind} ${id}`),
  )
  if (missing) throw invalid(criterionOf[missing.kind], `${missing.text} It has the id ${missing.id.slice(0, 64)}.`)
  return { entry, tell: (told) => auditedAs(told, surroundings) }
}

const rowOf = ({ name, description, isEnabled, outcome, criteria }: RuleEntry) => ({
  name,
  nameKey: fold(name),
  description,
  isEnabled,
  rule: JSON.stringify({ outcome, criteria } satisfies RuleBody),
})

const namedBy = ({ criteria }: RuleEntry) => referencesOf(criteria).map(({ kind, id }) => ({ kind, targetId: id }))

/** The audit log reads as the page does. */
function auditedAs(
  { name, description, isEnabled, outcome, criteria }: RuleEntry,
  surroundings: Omit<PolicySet, 'rules'>,
): object {
  const message = outcome.policy === 'forwarding' ? {} : { message: outcome.message }
  return {
    name,
    description,
    isEnabled,
    action: outcomeText(outcome),
    ...message,
    criteria: sentenceOf(criteria, namesOf(surroundings)),
  }
}

async function audit(
  tx: Writer,
  actor: Actor,
  action: AuditAction,
  { id, name }: Pick<PolicyRuleRow, 'id' | 'name'>,
  before: object | undefined,
  after: object | undefined,
): Promise<void> {
  const target = { type: 'policy', id, name }
  await appendAudit(tx, actor, { action, target, ...(before ? { before } : {}), ...(after ? { after } : {}) })
}

async function named(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isConflict(error)) throw error
    const message = `Name: this policy has a rule “${name}” already, whatever its case. Choose another name.`
    throw new AppError('conflict', message, { field: 'name' })
  }
}
