import { z } from 'zod'
import { store } from '#db/index.ts'
import { findPolicyRule, listPolicyRules, type PolicyRuleRow } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import { policies, type Policy } from '#lib/policy/rule.ts'
import { edited, configure } from '../../configuration/index.ts'
import { changeRule, createRule, deleteRule, moveRule } from '../../policy/index.ts'
import { loadSurroundings } from '../../policy/load.ts'
import { orderRules } from '../../policy/order-rules.ts'
import { entryOf } from '../../policy/rules.ts'
import { ruleOf } from '../../policy/stored.ts'
import { listName, pageOf, paging } from '../cursor.ts'
import { defineOperation } from '../operation.ts'
import { notFound } from '../problem.ts'
import { ruleBody, ruleEntryIn, ruleFields, ruleJson, showRule } from '../rule-json.ts'
import { pageOfSchema } from '../times.ts'

const tag = 'Policies'
const policySetId = 'access'
const id = '01990c4e-0000-7000-8000-000000000001'
const one = '/policySet/{policySetId}/rule/{id}'
const description = '`policySetId` is `access`, `forwarding` or `timeout`.'
const allowed = {
  name: 'Engineers reach the wiki',
  action: 'ALLOW',
  conditions: [
    { operator: 'OR', operands: [{ objectType: 'APP', lhs: 'id', rhs: '01990c4e-0000-7000-8000-000000000002' }] },
    { operator: 'OR', operands: [{ objectType: 'PLATFORM', lhs: 'linux', rhs: 'true' }] },
  ],
}

const list = defineOperation({
  id: 'listPolicyRules',
  method: 'GET',
  path: '/policySet/{policySetId}/rule',
  scope: 'policies:read',
  tag,
  summary: 'Lists the rules of a policy.',
  description: `${description} Pages are in the order in which rules were made; \`ruleOrder\` is the order in which they are tried.`,
  query: z.strictObject(paging),
  answer: pageOfSchema(ruleJson),
  example: { params: { policySetId }, query: { limit: '200' } },
  async handle({ params, query }) {
    const policy = policyIn(params['policySetId'])
    const q = await edited(store().report)
    const rows = (await listPolicyRules(q)).filter((row) => row.policy === policy && !row.isDefault)
    const surroundings = await loadSurroundings(q, rows.map(ruleOf))
    const name = listName(`/policySet/${policy}`, query)
    return { body: pageOf(rows, query, name, (row) => showRule(row, surroundings)) }
  },
})

const read = defineOperation({
  id: 'getPolicyRule',
  method: 'GET',
  path: one,
  scope: 'policies:read',
  tag,
  summary: 'Reads a rule.',
  answer: ruleJson,
  isVersioned: true,
  example: { params: { policySetId, id } },
  handle: ({ params }) => answerRule(params),
})

const create = defineOperation({
  id: 'createPolicyRule',
  method: 'POST',
  path: '/policySet/{policySetId}/rule',
  scope: 'policies:write',
  tag,
  summary: 'Adds a rule: behind all others, or at a place.',
  description,
  query: z.strictObject({ ruleOrder: z.coerce.number().int().min(1).max(2_000).optional() }),
  body: ruleBody,
  answer: ruleJson,
  status: 201,
  fields: ruleFields,
  example: { params: { policySetId }, query: { ruleOrder: '1' }, body: allowed },
  async handle({ params, query, body, caller: { actor } }) {
    const policy = policyIn(params['policySetId'])
    const made = await configure(actor, async () => {
      const rule = await createRule(policy, ruleEntryIn(policy, body), actor)
      if (query.ruleOrder !== undefined) await moveRule(rule.id, query.ruleOrder, actor)
      return rule
    })
    const answer = await answerRule({ policySetId: policy, id: made.id })
    return { ...answer, status: 201, location: `/policySet/${policy}/rule/${made.id}` }
  },
})

const change = defineOperation({
  id: 'changePolicyRule',
  method: 'PUT',
  path: one,
  scope: 'policies:write',
  tag,
  summary: 'Replaces a rule; its place stays.',
  body: ruleBody,
  answer: ruleJson,
  isVersioned: true,
  fields: ruleFields,
  example: { params: { policySetId, id }, body: { ...allowed, name: 'Engineers reach the tools' } },
  async handle({ params, body, caller, version }) {
    const { row } = await getRule(await edited(store().report), params)
    const seen = { version: version ?? row.version, opened: entryOf(row) }
    await changeRule(row.id, ruleEntryIn(row.policy, body), seen, caller.actor)
    return answerRule(params)
  },
})

const remove = defineOperation({
  id: 'deletePolicyRule',
  method: 'DELETE',
  path: one,
  scope: 'policies:write',
  tag,
  summary: 'Deletes a rule; those behind it move up.',
  example: { params: { policySetId, id } },
  async handle({ params, caller }) {
    const { row } = await getRule(await edited(store().report), params)
    await deleteRule(row.id, caller.actor)
    return {}
  },
})

const move = defineOperation({
  id: 'reorderPolicyRule',
  method: 'PUT',
  path: `${one}/reorder/{ruleOrder}`,
  scope: 'policies:write',
  tag,
  summary: 'Gives a rule another place.',
  answer: ruleJson,
  fields: ruleFields,
  example: { params: { policySetId, id, ruleOrder: '1' } },
  async handle({ params, caller }) {
    const { row } = await getRule(await edited(store().report), params)
    await moveRule(row.id, /^\d{1,6}$/.test(params['ruleOrder'] ?? '') ? Number(params['ruleOrder']) : 0, caller.actor)
    return answerRule(params)
  },
})

const reorder = defineOperation({
  id: 'reorderPolicyRules',
  method: 'PUT',
  path: '/policySet/{policySetId}/reorder',
  scope: 'policies:write',
  tag,
  summary: 'Gives all rules of a policy their places at once.',
  description: 'The ids of all its rules, in the order in which they are tried. 409 when there are others by now.',
  body: z.array(z.string().max(64)).max(2_000),
  answer: z.strictObject({ moved: z.number().int() }),
  example: { params: { policySetId }, body: [id] },
  async handle({ params, body, caller }) {
    return { body: await orderRules(policyIn(params['policySetId']), body, caller.actor) }
  },
})

export const ruleOperations = [list, read, create, change, remove, move, reorder]

function policyIn(text = ''): Policy {
  const policy = policies.find((each) => each === text)
  if (!policy) throw notFound('policy')
  return policy
}

async function getRule(
  q: Reader,
  params: Readonly<Record<string, string>>,
): Promise<{ row: PolicyRuleRow; q: Reader }> {
  const policy = policyIn(params['policySetId'])
  const row = await findPolicyRule(q, params['id'] ?? '')
  if (!row || row.policy !== policy || row.isDefault) throw notFound('rule of this policy')
  return { row, q }
}

async function answerRule(params: Readonly<Record<string, string>>) {
  const { row, q } = await getRule(await edited(store().report), params)
  return { body: showRule(row, await loadSurroundings(q, [ruleOf(row)])), version: row.version }
}
