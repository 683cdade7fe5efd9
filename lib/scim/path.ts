import {
  coreUrn,
  ENTERPRISE_URN,
  enterpriseExtension,
  findAttribute,
  standardCatalog,
  type Attribute,
  type Catalog,
  type ResourceType,
} from './catalog.ts'
import { invalidPath, show } from './errors.ts'
import { afterUrn, parseBracket, type Filter } from './filter.ts'
import { findMisplaced } from './quirks.ts'
import { resolveValueFilter, type ResolvedFilter } from './resolve.ts'

/** A PATCH path (RFC 7644 §3.5.2, figure 7) bound to the catalog. */
export type PatchPath = {
  readonly text: string
  /** Extension URN in canonical spelling; undefined for attributes at the top of the resource. */
  readonly urn: string | undefined
  /** Canonical name; undefined when the path is a whole extension. */
  readonly name: string | undefined
  /** Undefined for attributes outside the catalog, which are kept as they come. */
  readonly definition: Attribute | undefined
  readonly filter: ResolvedFilter | undefined
  readonly sub: string | undefined
  readonly subDefinition: Attribute | undefined
}

/** Paths may list members to remove, so they may be longer than a query's filter. */
const PATH_LIMITS = { maxBytes: 16_384, maxConditions: 512, maxNesting: 24 }

/** @throws ScimError 400 invalidPath (with the column), invalidFilter inside the brackets */
export const parsePath = (type: ResourceType, text: string, catalog: Catalog = standardCatalog): PatchPath => {
  if (text.length > PATH_LIMITS.maxBytes) {
    throw invalidPath(`The path is too long · ${text.length} characters · at most ${PATH_LIMITS.maxBytes} are accepted`)
  }
  const trimmed = text.trim()
  if (trimmed === '') throw invalidPath('The path is empty · leave it out, or name an attribute such as displayName')
  const opening = trimmed.indexOf('[')
  const attribute = bindName(type, catalog, opening < 0 ? trimmed : trimmed.slice(0, opening), trimmed)
  if (opening < 0) return attribute
  if (attribute.sub !== undefined || attribute.name === undefined || attribute.definition?.type !== 'complex') {
    throw wrong(trimmed, opening + 1, 'an attribute with several values before "[", such as emails[type eq "work"]')
  }
  return withFilter(type, trimmed, attribute, attribute.definition, parseBracket(trimmed, opening, PATH_LIMITS))
}

/** A key of a path-less operation's value: dotted and URN keys are paths, anything else is a name as it stands. */
export const parseKey = (type: ResourceType, key: string, catalog: Catalog = standardCatalog): PatchPath => {
  if (findAttribute(type, key, catalog) !== undefined || key.includes('[') || key.includes(':')) {
    return parsePath(type, key, catalog)
  }
  const dot = key.indexOf('.')
  if (dot > 0 && findAttribute(type, key.slice(0, dot), catalog)?.type === 'complex')
    return parsePath(type, key, catalog)
  if (isUnsafeName(key)) throw wrong(key, 1, 'another attribute name')
  return bound(key, { name: key })
}

const withFilter = (
  type: ResourceType,
  text: string,
  attribute: PatchPath,
  definition: Attribute,
  { filter, end }: { filter: Filter; end: number },
): PatchPath => {
  const resolved = resolveValueFilter(type, definition, filter)
  if (end === text.length) return { ...attribute, filter: resolved }
  const sub = text.slice(end + 1)
  if (text[end] !== '.' || !isPlainName(sub))
    throw wrong(text, end + 1, 'the end of the path, or "." and a sub-attribute')
  const subDefinition = definition.parts.get(sub.toLowerCase())
  return { ...attribute, filter: resolved, sub: subDefinition?.name ?? sub, subDefinition }
}

const bindName = (type: ResourceType, catalog: Catalog, name: string, text: string): PatchPath => {
  const known = findAttribute(type, name, catalog)
  if (known !== undefined) return bindKnown(text, known)
  const split = splitUrn(type, name)
  if (split.rest === '') return bound(text, { urn: split.urn })
  const [head, sub, ...more] = split.rest.split('.')
  if (!isPlainName(head ?? '') || (sub !== undefined && !isPlainName(sub)) || more.length > 0) {
    throw wrong(text, name.length - split.rest.length + 1, 'an attribute such as displayName or name.givenName')
  }
  return bindUnknown(type, catalog, text, split.urn, head as string, sub)
}

const bindKnown = (text: string, known: Attribute): PatchPath => {
  if (known === enterpriseExtension) return bound(text, { urn: ENTERPRISE_URN, definition: known })
  const urn = known.schema === ENTERPRISE_URN ? ENTERPRISE_URN : undefined
  return known.parent === undefined
    ? bound(text, { urn, name: known.name, definition: known })
    : bound(text, {
        urn,
        name: known.parent.name,
        definition: known.parent,
        sub: known.name,
        subDefinition: known,
      })
}

/** A name that the catalog does not have as it stands: misplaced, a new part of a known attribute, or the client's own. */
const bindUnknown = (
  type: ResourceType,
  catalog: Catalog,
  text: string,
  urn: string | undefined,
  head: string,
  sub: string | undefined,
): PatchPath => {
  const definition =
    urn === ENTERPRISE_URN
      ? (enterpriseExtension.parts.get(head.toLowerCase()) ?? findMisplaced(type, head, 'enterprise', catalog))
      : urn === undefined
        ? findAttribute(type, head, catalog)
        : undefined
  if (definition === undefined) return bound(text, { urn, name: head, sub })
  const placed = bindKnown(text, definition)
  if (sub === undefined) return placed
  if (definition.type !== 'complex') {
    throw wrong(text, text.length - sub.length + 1, `the end of the path: ${definition.name} has no sub-attributes`)
  }
  const subDefinition = definition.parts.get(sub.toLowerCase())
  return { ...placed, sub: subDefinition?.name ?? sub, subDefinition }
}

/**
 * Without the URN of the core schema; with the canonical enterprise URN. Of a URN that nobody announced, `…:User` and
 * `…:Group` at the end mean the extension itself, anything else after the last colon is an attribute.
 */
const splitUrn = (type: ResourceType, name: string): { urn: string | undefined; rest: string } => {
  const start = afterUrn(name)
  if (start === 0) return { urn: undefined, rest: name }
  const lower = name.toLowerCase()
  const core = `${coreUrn(type).toLowerCase()}:`
  if (lower.startsWith(core)) return { urn: undefined, rest: name.slice(core.length) }
  const enterprise = `${ENTERPRISE_URN.toLowerCase()}:`
  if (type === 'User' && lower.startsWith(enterprise))
    return { urn: ENTERPRISE_URN, rest: name.slice(enterprise.length) }
  if (!isUrn(name)) throw wrong(name, 1, 'an attribute such as displayName, or one after its schema URN and a colon')
  if (/:(?:user|group)$/i.test(name)) return { urn: name, rest: '' }
  return { urn: name.slice(0, start - 1), rest: name.slice(start) }
}

/** Something that can stand before an attribute: a URN, or a namespace by URL as Microsoft writes them. */
export const isUrn = (name: string): boolean => /^(?:urn:[a-z0-9]|https?:\/\/)[^\s[\]"]*$/i.test(name)

const NAME = /^[A-Za-z$_][A-Za-z0-9_$-]*$/

const isPlainName = (name: string): boolean => name.length <= 256 && NAME.test(name) && !isUnsafeName(name)

/** Keys that would reach an object's prototype. */
export const isUnsafeName = (name: string): boolean =>
  name === '__proto__' || name === 'constructor' || name === 'prototype'

const bound = (text: string, parts: { [K in keyof PatchPath]?: PatchPath[K] | undefined }): PatchPath => ({
  text,
  urn: parts.urn,
  name: parts.name,
  definition: parts.definition,
  filter: undefined,
  sub: parts.sub,
  subDefinition: parts.subDefinition,
})

const wrong = (text: string, column: number, expected: string) =>
  invalidPath(`The path ${show(text)} is not understood at column ${column} · expected ${expected}`)
