import { drafted } from '#db/drafted.ts'
import { listConfigurationRows, type ConfigurationRow, type RowDifference } from '#db/queries/drafts.ts'
import type { Reader } from '#db/store.ts'
import type { ConfigurationPart } from '#db/tables/configuration.ts'

export const thingKinds = [
  'idp',
  'saml-attribute',
  'setting',
  'exempted-url',
  'location',
  'segment-group',
  'application',
  'policy',
] as const
export type ThingKind = (typeof thingKinds)[number]

/** One thing of configuration that changed, as an administrator knows it; `kind` and `id` as audit rows name it. */
export type ConfigurationThing = {
  kind: ThingKind
  id: string
  name: string
  change: 'create' | 'update' | 'delete'
  /** Of a rule: the policy it belongs to. */
  policy?: string
  /** What differs, by column; what hangs on the thing as lists (`domains`, `certificates`, `roles`, `ranges`). */
  fields: { field: string; before?: unknown; after?: unknown }[]
}

/** What lists of a thing's own are made of: the table, the column that names the thing, and how a row reads. */
const hanging: Partial<Record<ConfigurationPart, { of: ConfigurationPart; by: string; field: string; told: Told }>> = {
  idpDomains: { of: 'idps', by: 'idpId', field: 'domains', told: (row) => row['domain'] },
  idpCertificates: { of: 'idps', by: 'idpId', field: 'certificates', told: (row) => row['fingerprint'] },
  idpRoles: {
    of: 'idps',
    by: 'idpId',
    field: 'roles',
    told: (row) => `${String(row['value'])}: ${String(row['role'])}`,
  },
  locationRanges: { of: 'locations', by: 'locationId', field: 'ranges', told: (row) => row['range'] },
}
type Told = (row: ConfigurationRow) => unknown

const kinds: Partial<Record<ConfigurationPart, ThingKind>> = {
  idps: 'idp',
  samlAttributes: 'saml-attribute',
  authenticationSettings: 'setting',
  exemptedUrls: 'exempted-url',
  locations: 'location',
  segmentGroups: 'segment-group',
  applications: 'application',
  policyRules: 'policy',
}

/** The things that these rows belong to, in the order of the tables. What a rule names is told by the rule. */
export async function thingsOf(q: Reader, differences: readonly RowDifference[]): Promise<ConfigurationThing[]> {
  const things = new Map<string, ConfigurationThing>()
  const named = await ownersOf(q, differences)
  for (const { part, key, before, after } of differences) {
    const kind = kinds[part]
    // Rules make room for each other: what was moved tells of it.
    if (!kind || isShift(part, before, after)) continue
    const row = after ?? before ?? {}
    const isDeleted = !after || after['status'] === 'deleting'
    const id = part === 'authenticationSettings' ? 'authentication' : String(key['id'])
    things.set(`${part} ${String(key['id'])}`, {
      kind,
      id,
      name: nameOf(part, isDeleted ? (before ?? row) : row),
      change: !before ? 'create' : isDeleted ? 'delete' : 'update',
      ...(part === 'policyRules' ? { policy: String(row['policy']) } : {}),
      fields: fieldsOf(before, isDeleted ? undefined : after),
    })
  }
  for (const { part, before, after } of differences) {
    const owned = hanging[part]
    const row = after ?? before
    if (!owned || !row) continue
    const id = String(row[owned.by])
    const key = `${owned.of} ${id}`
    const kind = kinds[owned.of] ?? 'idp'
    const thing = things.get(key) ?? { kind, id, name: named.get(key) ?? id, change: 'update' as const, fields: [] }
    things.set(key, thing)
    let field = thing.fields.find((each) => each.field === owned.field)
    if (!field) thing.fields.push((field = { field: owned.field, before: [], after: [] }))
    if (before) (field.before as unknown[]).push(owned.told(before))
    if (after) (field.after as unknown[]).push(owned.told(after))
  }
  return [...things.values()]
}

/** Names of the things whose own rows did not change. */
async function ownersOf(q: Reader, differences: readonly RowDifference[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const owner of ['idps', 'locations'] as const) {
    const ids = new Set(
      differences.flatMap(({ part, before, after }) => {
        const own = hanging[part]
        const id = own && (after ?? before)?.[own.by]
        return own?.of === owner && typeof id === 'string' ? [id] : []
      }),
    )
    if (ids.size === 0) continue
    const rows = await listConfigurationRows(
      drafted(q),
      owner,
      [...ids].map((id) => ({ id })),
    )
    for (const row of rows) names.set(`${owner} ${String(row['id'])}`, nameOf(owner, row))
  }
  return names
}

const nameOf = (part: ConfigurationPart, row: ConfigurationRow): string =>
  part === 'authenticationSettings' ? 'Authentication Settings' : String(row['name'] ?? row['url'] ?? row['id'])

/** A rule whose place alone changed, without anybody having edited it. */
const isShift = (
  part: ConfigurationPart,
  before: ConfigurationRow | undefined,
  after: ConfigurationRow | undefined,
): boolean =>
  part === 'policyRules' && before !== undefined && after !== undefined && before['version'] === after['version']

/** Columns that tell an administrator nothing. */
const bookkeeping = new Set([
  'id',
  'organisationId',
  'nameKey',
  'version',
  'createdAt',
  'updatedAt',
  'wizardStep',
  'isDefaultRule',
])
/** Columns of JSON. */
const documents = new Set(['rule', 'domains', 'ports', 'secondaryDomains'])

function fieldsOf(
  before: ConfigurationRow | undefined,
  after: ConfigurationRow | undefined,
): ConfigurationThing['fields'] {
  const names = Object.keys(after ?? before ?? {}).filter((name) => !bookkeeping.has(name))
  return names.flatMap((field) => {
    const [was, is] = [before?.[field], after?.[field]]
    if (JSON.stringify(was) === JSON.stringify(is)) return []
    return [
      {
        field,
        ...(was === undefined || was === null ? {} : { before: read(field, was) }),
        ...(is === undefined || is === null ? {} : { after: read(field, is) }),
      },
    ]
  })
}

const read = (field: string, value: unknown): unknown =>
  documents.has(field) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value
