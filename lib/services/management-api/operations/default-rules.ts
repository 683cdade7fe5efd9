import { store } from '#db/index.ts'
import { hasDefaultRule, type DefaultRulePolicy } from '#lib/policy/default-rule.ts'
import { policies } from '#lib/policy/rule.ts'
import { edited } from '../../configuration/index.ts'
import { getDefaultRule } from '../../policy/default-rule.ts'
import { changeDefaultRule } from '../../policy/index.ts'
import { defineOperation } from '../operation.ts'
import { notFound } from '../problem.ts'
import { defaultRuleBody, defaultRuleJson, outcomeIn, ruleFields, showOutcome } from '../rule-json.ts'

const tag = 'Policies'
const path = '/policySet/{policySetId}/defaultRule'
const description = '`policySetId` is `forwarding` or `timeout`: what no access rule allows is blocked.'

const read = defineOperation({
  id: 'getDefaultRule',
  method: 'GET',
  path,
  scope: 'policies:read',
  tag,
  summary: 'Reads the Default Rule of a policy: what is done where no other rule matches.',
  description,
  answer: defaultRuleJson,
  isVersioned: true,
  example: { params: { policySetId: 'timeout' } },
  handle: ({ params }) => answer(policyIn(params['policySetId'])),
})

const change = defineOperation({
  id: 'changeDefaultRule',
  method: 'PUT',
  path,
  scope: 'policies:write',
  tag,
  summary: 'Replaces what the Default Rule of a policy does.',
  description,
  body: defaultRuleBody,
  answer: defaultRuleJson,
  isVersioned: true,
  fields: ruleFields,
  example: {
    params: { policySetId: 'timeout' },
    body: { description: 'Everybody signs in daily.', action: 'RE_AUTH', reauthTimeout: '86400' },
  },
  async handle({ params, body, caller, version }) {
    const policy = policyIn(params['policySetId'])
    const current = await getDefaultRule(await edited(store().report), policy)
    const wanted = { description: body.description, outcome: outcomeIn(policy, body) }
    const seen = { version: version ?? current.version, opened: current.entry }
    await changeDefaultRule(policy, wanted, seen, caller.actor)
    return answer(policy)
  },
})

export const defaultRuleOperations = [read, change]

function policyIn(text = ''): DefaultRulePolicy {
  const policy = policies.find((each) => each === text)
  if (!policy || !hasDefaultRule(policy)) throw notFound('policy with a Default Rule')
  return policy
}

async function answer(policy: DefaultRulePolicy) {
  const { entry, version } = await getDefaultRule(await edited(store().report), policy)
  const body = { policySetId: policy, description: entry.description, ...showOutcome(entry.outcome) }
  return { body, version }
}
