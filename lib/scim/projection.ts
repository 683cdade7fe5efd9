import { coreUrn, findAttribute, standardCatalog, topAttributes, type Catalog, type ResourceType } from './catalog.ts'
import { afterUrn } from './filter.ts'
import { isJsonObject, setOwn, type JsonObject, type JsonValue } from './json.ts'

/** What `attributes` and `excludedAttributes` ask for; made once a request. */
export type Projection = {
  readonly kind: 'all' | 'only' | 'without'
  /** As sent, trimmed; nothing for `all`. */
  readonly names: readonly string[]
  readonly catalog: Catalog
  readonly trees: Map<ResourceType, Tree>
}

/** What is named, by key in lower case; null: the whole value. */
type Tree = Map<string, Tree | null>

const ALL: Projection = { kind: 'all', names: [], catalog: standardCatalog, trees: new Map() }

/**
 * Comma-separated text (query) or a list (search body). Empty means absent; unknown names are ignored; when both are
 * given `attributes` wins, since RFC 7644 §3.9 has one or the other and an error would stop a sync.
 */
export const parseProjection = (
  attributes?: string | readonly string[],
  excludedAttributes?: string | readonly string[],
  catalog: Catalog = standardCatalog,
): Projection => {
  const only = namesOf(attributes)
  if (only.length > 0) return { kind: 'only', names: only, catalog, trees: new Map() }
  const without = namesOf(excludedAttributes)
  return without.length > 0 ? { kind: 'without', names: without, catalog, trees: new Map() } : ALL
}

const namesOf = (names: string | readonly string[] | undefined): string[] =>
  (typeof names === 'string' ? names.split(',') : (names ?? []))
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** The resource cut to the projection; `id` and `schemas` always stay (RFC 7643 §2.2 "always"). Same object for `all`. */
export const project = (type: ResourceType, resource: JsonObject, projection: Projection): JsonObject => {
  if (projection.kind === 'all') return resource
  const tree = treeOf(projection, type)
  const result: JsonObject = {}
  for (const key of Object.keys(resource)) {
    const value = resource[key] as JsonValue
    const kept = ALWAYS.has(key) ? value : cut(projection.kind, value, tree.get(key.toLowerCase()))
    if (kept !== undefined) setOwn(result, key, kept)
  }
  return result
}

/** Whether the attribute has to be loaded at all. */
export const wants = (projection: Projection, name: 'members' | 'groups'): boolean => {
  if (projection.kind === 'all') return true
  const node = treeOf(projection, name === 'members' ? 'Group' : 'User').get(name)
  return projection.kind === 'only' ? node !== undefined : node !== null
}

const ALWAYS: ReadonlySet<string> = new Set(['id', 'schemas'])

const cut = (kind: 'only' | 'without', value: JsonValue, node: Tree | null | undefined): JsonValue | undefined => {
  if (node === undefined) return kind === 'only' ? undefined : value
  if (node === null) return kind === 'only' ? value : undefined
  if (Array.isArray(value)) {
    const items = value.map((item) => cut(kind, item, node)).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (!isJsonObject(value)) return kind === 'only' ? undefined : value
  const result: JsonObject = {}
  for (const key of Object.keys(value)) {
    const kept = cut(kind, value[key] as JsonValue, node.get(key.toLowerCase()))
    if (kept !== undefined) setOwn(result, key, kept)
  }
  return Object.keys(result).length === 0 ? undefined : result
}

const treeOf = (projection: Projection, type: ResourceType): Tree => {
  let tree = projection.trees.get(type)
  if (tree === undefined) {
    tree = new Map()
    for (const name of projection.names) plant(tree, projection.catalog, type, name)
    projection.trees.set(type, tree)
  }
  return tree
}

const plant = (tree: Tree, catalog: Catalog, type: ResourceType, name: string): void => {
  const attribute = findAttribute(type, name, catalog)
  const lower = name.toLowerCase()
  if (attribute !== undefined) insert(tree, attribute.keys)
  else if (lower === coreUrn(type).toLowerCase())
    for (const key of topAttributes(type, catalog).keys()) insert(tree, [key])
  else {
    // The client's own: `favouriteColour`, `shoe.size`, `urn:…:acme`, `urn:…:acme:badge`.
    const start = afterUrn(name)
    if (start === 0) insert(tree, name.split('.'))
    else {
      insert(tree, [name])
      insert(tree, [name.slice(0, start - 1), ...name.slice(start).split('.')])
    }
  }
}

/** A whole attribute covers its parts, whichever is named first. */
const insert = (tree: Tree, keys: readonly string[]): void => {
  let at = tree
  for (let i = 0; i < keys.length; i++) {
    const key = (keys[i] as string).toLowerCase()
    const next = at.get(key)
    if (next === null) return
    if (i === keys.length - 1) {
      at.set(key, null)
      return
    }
    const branch: Tree = next ?? new Map()
    at.set(key, branch)
    at = branch
  }
}
