import { listUnseenValues } from '#db/queries/unseen-values.ts'
import type { Reader } from '#db/store.ts'
import { scimValueKey } from '#lib/policy/references.ts'
import type { Rule } from '#lib/policy/rule.ts'
import { fold } from '#lib/scim/fold.ts'

/** The SCIM values that rules name and that nobody had when they were last counted, as `danglingOf` takes them. */
export async function findUnseenValues(q: Reader, rules: readonly Rule[]): Promise<ReadonlySet<string>> {
  const wanted = new Map<string, Map<string, Set<string>>>()
  for (const { idpId, items } of rules.flatMap(({ criteria }) => criteria.identity.idps)) {
    const ofIdp = wanted.get(idpId) ?? new Map<string, Set<string>>()
    for (const item of items) {
      if (item.kind === 'scim')
        ofIdp.set(item.attribute, (ofIdp.get(item.attribute) ?? new Set()).add(fold(item.value)))
    }
    wanted.set(idpId, ofIdp)
  }
  const unseen = new Set<string>()
  for (const [idpId, ofIdp] of wanted) {
    for (const { attribute, valueKey } of await listUnseenValues(q, idpId, ofIdp)) {
      unseen.add(scimValueKey(idpId, { attribute, value: valueKey }))
    }
  }
  return unseen
}
