import { portalAttributesOf, additionalCatalog } from '#lib/scim/catalog.ts'
import type { PolicySet } from './policy-set.ts'
import {
  clientTypes,
  platforms,
  type Criteria,
  type CriterionKind,
  type IdpCriteria,
  type Item,
  type Join,
} from './rule.ts'

type Named = { readonly id: string; readonly name: string }

/** The names of what rules name by ids. */
export type Names = {
  readonly [K in 'applications' | 'segmentGroups' | 'idps' | 'samlAttributes' | 'groups' | 'locations']: ReadonlyMap<
    string,
    string
  >
} & {
  /** Of longer lists, so many are told, and how many there are besides. */
  readonly most?: number
}

export const namesOf = (set: Omit<PolicySet, 'rules'>): Names => {
  const names = (list: readonly Named[]) => new Map(list.map(({ id, name }) => [id, name]))
  return {
    applications: names(set.applications),
    segmentGroups: names(set.segmentGroups),
    idps: names(set.idps),
    samlAttributes: names(set.samlAttributes),
    groups: names(set.groups),
    locations: names(set.locations),
  }
}

/** A rule's criteria as a sentence: `When the application is Wiki, and …`. */
export function sentenceOf(criteria: Criteria, names: Names): string {
  const parts = criterionTexts(criteria, names).map(({ text }) => text)
  return parts.length === 0 ? 'Always.' : `When ${parts.join(', and ')}.`
}

/** What a rule asks for, a kind of criteria each. */
export function criterionTexts(criteria: Criteria, names: Names): { kind: CriterionKind; text: string }[] {
  const texts: [CriterionKind, string][] = [
    ['applications', applicationsText(criteria, names)],
    ['identity', identityText(criteria, names)],
    ['trusted-networks', phrase('the address is in', criteria.trustedNetworks, names)],
    [
      'locations',
      phrase(
        'the location is',
        criteria.locationIds.map((id) => nameIn(names.locations, id, 'location')),
        names,
      ),
    ],
    [
      'client-types',
      phrase(
        'the client is',
        criteria.clientTypes.map((type) => clientTypes[type]),
        names,
      ),
    ],
    [
      'platforms',
      phrase(
        'the platform is',
        criteria.platforms.map((platform) => platforms[platform]),
        names,
      ),
    ],
    ['country-codes', phrase('the country is', criteria.countryCodes, names)],
  ]
  return texts.filter(([, text]) => text !== '').map(([kind, text]) => ({ kind, text }))
}

/** One item: `Department is “Sales”`. */
export function itemText(item: Item, names: Names): string {
  switch (item.kind) {
    case 'any-saml':
      return 'signed in by SAML, whatever the attributes'
    case 'saml':
      return `SAML ${nameIn(names.samlAttributes, item.attributeId, 'attribute')} is “${item.value}”`
    case 'scim':
      return `${scimLabel(item.attribute)} is “${item.value}”`
    case 'scim-group':
      return `in the group ${nameIn(names.groups, item.groupId, 'group')}`
  }
}

function applicationsText({ applicationIds, segmentGroupIds }: Criteria, names: Names): string {
  const applications = applicationIds.map((id) => nameIn(names.applications, id, 'application'))
  const groups = segmentGroupIds.map((id) => nameIn(names.segmentGroups, id, 'segment group'))
  const of = applications.length === 0 ? 'the application belongs to' : 'it belongs to'
  const texts = [phrase('the application is', applications, names), phrase(of, groups, names)]
  return texts.filter((text) => text !== '').join(' or ')
}

function identityText({ identity: { idps, join } }: Criteria, names: Names): string {
  const texts = idps.map((idp) => idpText(idp, names))
  return texts.length < 2 ? texts.join('') : texts.map((text) => `(${text})`).join(` ${join} `)
}

const idpText = ({ idpId, items, join }: IdpCriteria, names: Names): string =>
  `${nameIn(names.idps, idpId, 'IdP')} has the user ${joined(
    items.map((item) => itemText(item, names)),
    join,
    names,
  )}`

const phrase = (start: string, values: readonly string[], names: Names): string =>
  values.length === 0 ? '' : `${start} ${joined(values, 'or', names)}`

const joined = (texts: readonly string[], join: Join, { most = Infinity }: Names): string => {
  const others = texts.length - most
  // "1 other" is no shorter than what it stands for.
  const told = others > 1 ? [...texts.slice(0, most), `${others.toLocaleString('en')} others`] : texts
  return told.join(` ${join} `)
}

const nameIn = (names: ReadonlyMap<string, string>, id: string, noun: string): string =>
  names.get(id) ?? `a deleted ${noun}`

export const scimLabel = (path: string): string => labels.get(path) ?? path

const labels = new Map(portalAttributesOf(additionalCatalog).map(({ path, label }) => [path, label]))
