import type { PolicySet } from './policy-set.ts'
import type { Criteria, Rule } from './rule.ts'

export type ReferenceKind = 'application' | 'segment-group' | 'idp' | 'scim-group' | 'saml-attribute' | 'location'
export type Reference = { kind: ReferenceKind; id: string }

/** Everything that a rule names by its id, each once. */
export function referencesOf({ applicationIds, segmentGroupIds, identity, locationIds }: Criteria): Reference[] {
  const all: Reference[] = [
    ...applicationIds.map((id) => ({ kind: 'application' as const, id })),
    ...segmentGroupIds.map((id) => ({ kind: 'segment-group' as const, id })),
    ...locationIds.map((id) => ({ kind: 'location' as const, id })),
    ...identity.idps.flatMap(({ idpId, items }) => [
      { kind: 'idp' as const, id: idpId },
      ...items.flatMap((item): Reference[] => {
        if (item.kind === 'scim-group') return [{ kind: 'scim-group', id: item.groupId }]
        return item.kind === 'saml' ? [{ kind: 'saml-attribute', id: item.attributeId }] : []
      }),
    ]),
  ]
  return [...new Map(all.map((each) => [`${each.kind} ${each.id}`, each])).values()]
}

/** `gone`: it does not exist any more. `off`: it is switched off, or its attributes are not used for policies. */
export type Dangling = Reference & { state: 'gone' | 'off'; text: string }

/** What a rule names that is gone or switched off. */
export function danglingOf(rule: Rule, set: Omit<PolicySet, 'rules'>): Dangling[] {
  const look = lookup(set)
  const found = referencesOf(rule.criteria).flatMap((reference): Dangling[] => {
    const problem = look(reference)
    return problem ? [{ ...reference, ...problem }] : []
  })
  return [...found, ...unusedFamilies(rule, set)]
}

const nouns: Readonly<Record<ReferenceKind, string>> = {
  application: 'An application',
  'segment-group': 'A segment group',
  idp: 'An IdP',
  'scim-group': 'A SCIM group',
  'saml-attribute': 'A SAML attribute',
  location: 'A location',
}

type Problem = Pick<Dangling, 'state' | 'text'>

function lookup(set: Omit<PolicySet, 'rules'>): (reference: Reference) => Problem | undefined {
  const by = (list: readonly { id: string; name: string; isEnabled?: boolean }[]) =>
    new Map(list.map((each) => [each.id, each]))
  const maps = {
    application: by(set.applications),
    'segment-group': by(set.segmentGroups),
    idp: by(set.idps),
    'scim-group': by(set.groups),
    'saml-attribute': by(set.samlAttributes),
    location: by(set.locations),
  }
  return ({ kind, id }) => {
    const found = maps[kind].get(id)
    if (!found) return { state: 'gone', text: `${nouns[kind]} that it names does not exist any more.` }
    return found.isEnabled === false ? { state: 'off', text: `${found.name} is disabled.` } : undefined
  }
}

function unusedFamilies({ criteria }: Rule, set: Omit<PolicySet, 'rules'>): Dangling[] {
  return criteria.identity.idps.flatMap(({ idpId, items }) => {
    const idp = set.idps.find(({ id }) => id === idpId)
    if (!idp) return []
    const isSaml = (kind: string) => kind === 'saml' || kind === 'any-saml'
    const off = (family: string): Dangling => ({
      kind: 'idp',
      id: idpId,
      state: 'off',
      text: `${family} Attributes for Policy is off for ${idp.name}.`,
    })
    return [
      ...(!idp.usesSaml && items.some(({ kind }) => isSaml(kind)) ? [off('SAML')] : []),
      ...(!idp.usesScim && items.some(({ kind }) => !isSaml(kind)) ? [off('SCIM')] : []),
    ]
  })
}
