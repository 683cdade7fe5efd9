import { fold } from '#lib/scim/fold.ts'
import type { PolicyIdp, PolicySet } from './policy-set.ts'
import type { Criteria, CriterionKind, Item, Rule } from './rule.ts'
import { scimLabel } from './words.ts'

export type ReferenceKind = 'application' | 'segment-group' | 'idp' | 'scim-group' | 'saml-attribute' | 'location'
export type Reference = { kind: ReferenceKind; id: string }

/** Everything that a rule names by its id, each once. */
export function referencesOf({ applicationIds, segmentGroupIds, identity, locationIds }: Criteria): Reference[] {
  return eachOnce([
    ...applicationIds.map((id) => ({ kind: 'application' as const, id })),
    ...segmentGroupIds.map((id) => ({ kind: 'segment-group' as const, id })),
    ...locationIds.map((id) => ({ kind: 'location' as const, id })),
    ...identity.idps.flatMap(({ idpId, items }) => [{ kind: 'idp' as const, id: idpId }, ...items.flatMap(namedBy)]),
  ])
}

const namedBy = (item: Item): Reference[] => {
  if (item.kind === 'scim-group') return [{ kind: 'scim-group', id: item.groupId }]
  return item.kind === 'saml' ? [{ kind: 'saml-attribute', id: item.attributeId }] : []
}

const eachOnce = (all: readonly Reference[]): Reference[] => [
  ...new Map(all.map((each) => [`${each.kind} ${each.id}`, each])).values(),
]

/**
 * What keeps a rule from meaning what it says. `gone`: it does not exist any more. `off`: it is switched off, or its
 * attributes are not used for policies. `empty`: a segment group without segments. `unseen`: nobody was found to have the
 * value; `id` is then the IdP's.
 */
export type Dangling = {
  kind: ReferenceKind | 'scim-value'
  id: string
  state: 'gone' | 'off' | 'empty' | 'unseen'
  /** What is wrong, in a sentence. */
  text: string
  /** What to do about it, in another. */
  remedy: string
}

/** The kind of criteria where it stands. */
export const criterionOf: Readonly<Record<Dangling['kind'], CriterionKind>> = {
  application: 'applications',
  'segment-group': 'applications',
  location: 'locations',
  idp: 'identity',
  'scim-group': 'identity',
  'saml-attribute': 'identity',
  'scim-value': 'identity',
}

type ScimItem = Extract<Item, { kind: 'scim' }>

/** A value of a SCIM attribute at an IdP, as one text to look it up by. */
export const scimValueKey = (idpId: string, { attribute, value }: Pick<ScimItem, 'attribute' | 'value'>): string =>
  JSON.stringify([idpId, attribute, fold(value)])

/**
 * What a rule names that is gone, switched off or of no effect. `unseen`: the values (`scimValueKey`) that nobody had when
 * values were last counted.
 */
export function danglingOf(
  { criteria }: Rule,
  set: Omit<PolicySet, 'rules'>,
  unseen: ReadonlySet<string> = new Set(),
): Dangling[] {
  const { applications, segmentGroups, locations, idps, samlAttributes, groups } = set
  const filled = new Set(applications.map(({ segmentGroupId }) => segmentGroupId))
  return [
    ...missing('application', criteria.applicationIds, applications),
    ...missing('segment-group', criteria.segmentGroupIds, segmentGroups),
    ...segmentGroups
      .filter(({ id, isEnabled }) => isEnabled && !filled.has(id) && criteria.segmentGroupIds.includes(id))
      .map(emptyGroup),
    ...missing('location', criteria.locationIds, locations),
    ...criteria.identity.idps.flatMap(({ idpId, items }) => {
      const idp = idps.find(({ id }) => id === idpId)
      if (!idp) return missing('idp', [idpId], idps)
      const named = (kind: 'scim-group' | 'saml-attribute') =>
        eachOnce(items.flatMap(namedBy).filter((each) => each.kind === kind)).map(({ id }) => id)
      const ofIdp = (list: readonly { id: string; idpId: string; name: string }[]) =>
        list.filter((each) => each.idpId === idpId)
      return [
        ...missing('idp', [idpId], idps),
        ...missing('scim-group', named('scim-group'), ofIdp(groups)),
        ...missing('saml-attribute', named('saml-attribute'), ofIdp(samlAttributes)),
        ...familyProblems(items, idp),
        ...unseenValues(items, idp, unseen),
      ]
    }),
  ]
}

const nouns: Readonly<Record<ReferenceKind, string>> = {
  application: 'application',
  'segment-group': 'segment group',
  idp: 'IdP',
  'scim-group': 'SCIM group',
  'saml-attribute': 'SAML attribute',
  location: 'location',
}

function missing(
  kind: ReferenceKind,
  ids: readonly string[],
  there: readonly { id: string; name: string; isEnabled?: boolean }[],
): Dangling[] {
  const byId = new Map(there.map((each) => [each.id, each]))
  const noun = nouns[kind]
  return ids.flatMap((id): Dangling[] => {
    const found = byId.get(id)
    if (!found) {
      const text = `${/^[aI]/.test(noun) ? 'An' : 'A'} ${noun} that it names does not exist any more.`
      return [{ kind, id, state: 'gone', text, remedy: `Edit the rule: remove the ${noun}, or choose another.` }]
    }
    if (found.isEnabled !== false) return []
    const remedy = `Enable the ${noun}, or remove it from the rule.`
    return [{ kind, id, state: 'off', text: `${found.name} is disabled.`, remedy }]
  })
}

const emptyGroup = ({ id, name }: { id: string; name: string }): Dangling => ({
  kind: 'segment-group',
  id,
  state: 'empty',
  text: `${name} has no application segments.`,
  remedy: 'Put segments into the group, where they are edited, or remove it from the rule.',
})

function familyProblems(items: readonly Item[], idp: PolicyIdp): Dangling[] {
  const isSaml = ({ kind }: Item) => kind === 'saml' || kind === 'any-saml'
  const off = (family: string): Dangling => ({
    kind: 'idp',
    id: idp.id,
    state: 'off',
    text: `${family} Attributes for Policy is off for ${idp.name}: these criteria are not evaluated.`,
    remedy: 'Enable it in IdP Configuration, or remove the criteria from the rule.',
  })
  return [
    ...(!idp.usesSaml && items.some(isSaml) ? [off('SAML')] : []),
    ...(!idp.usesScim && items.some((item) => !isSaml(item)) ? [off('SCIM')] : []),
  ]
}

const unseenValues = (items: readonly Item[], idp: PolicyIdp, unseen: ReadonlySet<string>): Dangling[] =>
  items
    .filter((item) => item.kind === 'scim')
    .filter((item) => unseen.has(scimValueKey(idp.id, item)))
    .map(({ attribute, value }) => ({
      kind: 'scim-value',
      id: idp.id,
      state: 'unseen',
      text: `No user of ${idp.name} was found to have “${value}” as ${scimLabel(attribute)}.`,
      remedy: 'Choose a value that was observed, unless users with this one are still to come.',
    }))
