import { AppError } from '#lib/errors.ts'
import { noCriteria, type Criteria, type Item } from '#lib/policy/rule.ts'
import type { NamedKind, Names } from './names.ts'
import type { FileCriteria, Named } from './shape.ts'

type FileItem = NonNullable<FileCriteria['identity']>['idps'][number]['items'][number]

/** Criteria as the file has them: by names, and only what something is chosen of. */
export function showCriteria(criteria: Criteria, names: Names): FileCriteria {
  const { identity } = criteria
  const all = (kind: NamedKind, ids: readonly string[]) => ids.map((id) => names.show(kind, id))
  const whole = {
    applications: all('application', criteria.applicationIds),
    segmentGroups: all('segment-group', criteria.segmentGroupIds),
    trustedNetworks: [...criteria.trustedNetworks],
    locations: all('location', criteria.locationIds),
    clientTypes: [...criteria.clientTypes],
    platforms: [...criteria.platforms],
    countryCodes: [...criteria.countryCodes],
  }
  const chosen: FileCriteria = Object.fromEntries(Object.entries(whole).filter(([, list]) => list.length > 0))
  if (identity.idps.length === 0) return chosen
  return {
    ...chosen,
    identity: {
      join: identity.join,
      idps: identity.idps.map(({ idpId, join, items }) => ({
        idp: names.show('idp', idpId),
        join,
        items: items.map((item) => showItem(item, idpId, names)),
      })),
    },
  }
}

function showItem(item: Item, idpId: string, names: Names): FileItem {
  switch (item.kind) {
    case 'any-saml':
      return { anySamlAttribute: true }
    case 'saml':
      return { samlAttribute: names.show('saml-attribute', item.attributeId, idpId), value: item.value }
    case 'scim':
      return { scimAttribute: item.attribute, value: item.value }
    case 'scim-group':
      return { scimGroup: names.show('scim-group', item.groupId, idpId) }
  }
}

/** Criteria of the file as a rule has them. Throws `AppError` `invalid` for a name that nothing, or too much, has. */
export function readCriteria(file: FileCriteria, names: Names): Criteria {
  const find = (kind: NamedKind, named: Named, idpId?: string): string => {
    const id = names.find(kind, named, idpId)
    if (id !== undefined) return id
    const name = typeof named === 'string' ? named : named.id
    throw new AppError('invalid', `Criteria: there is no ${words[kind]} “${name}”, or more than one.`, {
      field: 'criteria',
    })
  }
  const all = (kind: NamedKind, list: readonly Named[] = []) => list.map((named) => find(kind, named))
  const read = (item: FileItem, idpId: string): Item => {
    if ('anySamlAttribute' in item) return { kind: 'any-saml' }
    if ('samlAttribute' in item) {
      return { kind: 'saml', attributeId: find('saml-attribute', item.samlAttribute, idpId), value: item.value }
    }
    if ('scimAttribute' in item) return { kind: 'scim', attribute: item.scimAttribute, value: item.value }
    return { kind: 'scim-group', groupId: find('scim-group', item.scimGroup, idpId) }
  }
  return {
    ...noCriteria,
    applicationIds: all('application', file.applications),
    segmentGroupIds: all('segment-group', file.segmentGroups),
    identity: {
      join: file.identity?.join ?? 'or',
      idps: (file.identity?.idps ?? []).map(({ idp, join, items }) => {
        const idpId = find('idp', idp)
        return { idpId, join, items: items.map((item) => read(item, idpId)) }
      }),
    },
    trustedNetworks: file.trustedNetworks ?? [],
    locationIds: all('location', file.locations),
    clientTypes: file.clientTypes ?? [],
    platforms: file.platforms ?? [],
    countryCodes: file.countryCodes ?? [],
  }
}

const words: Readonly<Record<NamedKind, string>> = {
  application: 'application',
  'segment-group': 'segment group',
  location: 'location',
  idp: 'IdP',
  'saml-attribute': 'SAML attribute of this IdP',
  'scim-group': 'SCIM group of this IdP',
}
