import type { ConfigurationFile } from './shape.ts'

export type ThingKind =
  | 'authentication-settings'
  | 'exempted-urls'
  | 'idp'
  | 'saml-attribute'
  | 'location'
  | 'segment-group'
  | 'application'
  | 'rule'
  | 'default-rule'

/** One thing of the file. `path` leads to it; `within` is what its name is unique in: an IdP, a policy. */
export type Thing = {
  kind: ThingKind
  name: string
  within: string
  path: readonly (string | number)[]
  fields: Readonly<Record<string, unknown>>
}

export type PlannedChange = {
  kind: ThingKind
  name: string
  within: string
  change: 'create' | 'update' | 'delete'
  fields: { field: string; before?: unknown; after?: unknown }[]
  /** In the file; of a deletion, where the list is that lacks it. */
  path: readonly (string | number)[]
}

/** The things of a configuration, by what tells them apart. */
const thingsOf = (file: ConfigurationFile): Map<string, Thing> =>
  new Map(listThings(file).map((thing) => [keyOf(thing), thing]))

/** The things of a configuration, in the file's order. */
export function listThings(file: ConfigurationFile): Thing[] {
  return [
    {
      kind: 'authentication-settings',
      name: 'Authentication Settings',
      within: '',
      path: ['authenticationSettings'],
      fields: file.authenticationSettings,
    },
    {
      kind: 'exempted-urls',
      name: 'Exempted URLs',
      within: '',
      path: ['exemptedUrls'],
      fields: { urls: file.exemptedUrls },
    },
    ...file.idps.flatMap(({ name, samlAttributes, ...fields }, at): Thing[] => [
      { kind: 'idp', name, within: '', path: ['idps', at], fields },
      ...samlAttributes.map(({ name: attribute, ...own }, index): Thing => ({
        kind: 'saml-attribute',
        name: attribute,
        within: name,
        path: ['idps', at, 'samlAttributes', index],
        fields: own,
      })),
    ]),
    ...file.locations.flatMap(({ name, sublocations, ...fields }, at): Thing[] => [
      { kind: 'location', name, within: '', path: ['locations', at], fields: { ...fields, sublocationOf: null } },
      ...sublocations.map(({ name: inner, ...own }, index): Thing => ({
        kind: 'location',
        name: inner,
        within: '',
        path: ['locations', at, 'sublocations', index],
        fields: { ...own, sublocationOf: name },
      })),
    ]),
    ...file.segmentGroups.map(({ name, ...fields }, at): Thing => ({
      kind: 'segment-group',
      name,
      within: '',
      path: ['segmentGroups', at],
      fields,
    })),
    ...file.applications.map(({ name, ...fields }, at): Thing => ({
      kind: 'application',
      name,
      within: '',
      path: ['applications', at],
      fields,
    })),
    ...(['access', 'forwarding', 'timeout'] as const).flatMap((policy) =>
      file.policies[policy].map(({ name, ...fields }, at): Thing => ({
        kind: 'rule',
        name,
        within: policy,
        path: ['policies', policy, at],
        fields: { order: at + 1, ...fields },
      })),
    ),
    ...(['forwarding', 'timeout'] as const).map((policy): Thing => ({
      kind: 'default-rule',
      name: 'Default Rule',
      within: policy,
      path: ['policies', 'defaults', policy],
      fields: file.policies.defaults[policy],
    })),
  ]
}

/** Names are one whatever their case, as everywhere. */
export const keyOf = ({ kind, within, name }: Pick<Thing, 'kind' | 'within' | 'name'>): string =>
  JSON.stringify([kind, within.normalize('NFC').toLowerCase(), name.normalize('NFC').toLowerCase()])

/** What has to be done to come from one configuration to another, field by field. */
export function differencesOf(before: ConfigurationFile, after: ConfigurationFile): PlannedChange[] {
  const [old, wanted] = [thingsOf(before), thingsOf(after)]
  const changes: PlannedChange[] = []
  for (const [key, { kind, name, within, path, fields }] of wanted) {
    const own = old.get(key)
    const differing = fieldsOf(own && { name: own.name, ...own.fields }, { name, ...fields })
    if (differing.length === 0) continue
    changes.push({ kind, name, within, change: own ? 'update' : 'create', fields: differing, path })
  }
  for (const [key, { kind, name, within, path, fields }] of old) {
    if (wanted.has(key)) continue
    const list = path.filter((part) => typeof part === 'string').slice(0, 1)
    changes.push({ kind, name, within, change: 'delete', fields: fieldsOf(fields, undefined), path: list })
  }
  // What goes with its IdP is told by the IdP.
  const gone = new Set(
    changes.flatMap(({ kind, change, name }) => (kind === 'idp' && change === 'delete' ? [name] : [])),
  )
  return changes.filter(({ kind, within }) => kind !== 'saml-attribute' || !gone.has(within))
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(before: Fields | undefined, after: Fields | undefined): PlannedChange['fields'] {
  return Object.keys({ ...before, ...after }).flatMap((field) => {
    const [was, is] = [before?.[field], after?.[field]]
    if (canonical(was) === canonical(is)) return []
    return [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }]
  })
}

/** Equal for equal values, whatever the order in which a file writes their fields. */
const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
