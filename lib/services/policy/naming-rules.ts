import { listPolicyRules, listRulesNaming } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import { danglingOf } from '#lib/policy/references.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { loadSurroundings } from './load.ts'
import { ruleOf } from './stored.ts'
import type { NamingRule } from './view.ts'

/** The rules that name one of several locations, each once, in their order. */
export async function findRulesNamingLocations(q: Reader, ids: readonly string[]): Promise<NamingRule[]> {
  const found = new Map<string, NamingRule>()
  for (const targetId of ids) {
    for (const { position, ...rule } of await listRulesNaming(q, { kind: 'location', targetId })) {
      found.set(rule.id, { ...rule, order: position })
    }
  }
  return [...found.values()].sort((a, b) => (a.policy < b.policy ? -1 : a.policy > b.policy ? 1 : a.order - b.order))
}

/** The rules that ask for SCIM values or groups of an IdP's users, and those that ask for SAML attributes. */
export type RulesOfIdp = { readonly scim: readonly NamingRule[]; readonly saml: readonly NamingRule[] }

export async function findRulesOfIdp(q: Reader, idpId: string): Promise<RulesOfIdp> {
  const rows = await listPolicyRules(q)
  const asking = rows.map((row) => {
    const items = ruleOf(row).criteria.identity.idps.flatMap((idp) => (idp.idpId === idpId ? idp.items : []))
    const { id, policy, position: order, name } = row
    return { rule: { id, policy, order, name }, kinds: items.map(({ kind }) => kind) }
  })
  const isSaml = (kind: string) => kind === 'saml' || kind === 'any-saml'
  return {
    scim: asking.filter(({ kinds }) => kinds.some((kind) => !isSaml(kind))).map(({ rule }) => rule),
    saml: asking.filter(({ kinds }) => kinds.some(isSaml)).map(({ rule }) => rule),
  }
}

/** How many enabled rules of each policy name something that is gone or switched off. */
export async function countDanglingRules(q: Reader): Promise<Readonly<Record<Policy, number>>> {
  const rows = (await listPolicyRules(q)).filter((row) => row.isEnabled)
  const rules = rows.map(ruleOf)
  const surroundings = await loadSurroundings(q, rules)
  const counts: Record<Policy, number> = { access: 0, forwarding: 0, timeout: 0 }
  for (const [index, rule] of rules.entries()) {
    const isDangling = danglingOf(rule, surroundings).some(({ state }) => state === 'gone' || state === 'off')
    const row = rows[index]
    if (isDangling && row) counts[row.policy] += 1
  }
  return counts
}
