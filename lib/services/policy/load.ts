import { store } from '#db/index.ts'
import { listIdpRows, type IdpRow } from '#db/queries/idps.ts'
import { listLocations } from '#db/queries/locations.ts'
import { listApplications, listSegmentGroups } from '#db/queries/policy-applications.ts'
import { findPolicyFingerprint, listNamedGroups, listPolicyRules, listSamlNames } from '#db/queries/policy-rules.ts'
import { remembered } from '#db/remembered.ts'
import type { Reader } from '#db/store.ts'
import { compilePolicies, type CompiledSet } from '#lib/policy/compile.ts'
import type { PolicyIdp, PolicySet } from '#lib/policy/policy-set.ts'
import { policies, type Rule } from '#lib/policy/rule.ts'
import { asPublished, publishedVersion } from '../configuration/as-published.ts'
import { applicationOf, ruleOf } from './stored.ts'

/** Everything that rules may name, and the SCIM groups that `rules` do name. */
export async function loadSurroundings(q: Reader, rules: readonly Rule[]): Promise<Omit<PolicySet, 'rules'>> {
  const named = new Map<string, Set<string>>()
  for (const { idpId, items } of rules.flatMap((rule) => rule.criteria.identity.idps)) {
    const ids = named.get(idpId) ?? new Set<string>()
    named.set(idpId, ids)
    for (const item of items) if (item.kind === 'scim-group') ids.add(item.groupId)
  }
  const groups: PolicySet['groups'][number][] = []
  for (const [idpId, ids] of named) groups.push(...(await listNamedGroups(q, idpId, [...ids])))
  return {
    applications: (await listApplications(q)).map(applicationOf),
    segmentGroups: await listSegmentGroups(q),
    idps: (await listIdpRows(q)).filter((idp) => idp.singleSignOn === 'user').map(policyIdp),
    samlAttributes: await listSamlNames(q),
    groups,
    locations: await listLocations(q),
  }
}

/** All that decisions are made by, as it is in the database. */
export async function loadPolicySet(q: Reader): Promise<PolicySet> {
  const rows = await listPolicyRules(q)
  const [access, forwarding, timeout] = policies.map((policy) =>
    rows.filter((row) => row.policy === policy).map(ruleOf),
  ) as [Rule[], Rule[], Rule[]]
  const rules = { access, forwarding, timeout }
  return { ...(await loadSurroundings(q, [...access, ...forwarding, ...timeout])), rules }
}

const compiledBy = new WeakMap<Reader, { fingerprint: string; compiled: CompiledSet }>()

/**
 * The policies as they are, ready for decisions: compiled anew when something that they consist of has changed, not
 * whenever the database has (a sign-in changes it, too).
 */
export async function compiledPolicies(q: Reader = store().read): Promise<CompiledSet> {
  return remembered(q, 'policies', () =>
    asPublished(q, async () => {
      const idps = await listIdpRows(q)
      const states = [await publishedVersion(q), await findPolicyFingerprint(q), idps.map(policyIdp)]
      const fingerprint = JSON.stringify(states)
      const kept = compiledBy.get(q)
      if (kept?.fingerprint === fingerprint) return kept.compiled
      const compiled = compilePolicies(await loadPolicySet(q))
      compiledBy.set(q, { fingerprint, compiled })
      return compiled
    }),
  )
}

const policyIdp = (idp: IdpRow): PolicyIdp => ({
  id: idp.id,
  name: idp.name,
  isEnabled: idp.status === 'enabled',
  usesSaml: idp.samlAttributesForPolicy,
  isScimSynced: idp.scimSync,
  usesScim: idp.scimSync && idp.scimAttributesForPolicy,
  scimSince: idp.scimPolicySince,
})
