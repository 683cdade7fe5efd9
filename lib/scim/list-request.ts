import type { Catalog } from './catalog.ts'
import { invalidSyntax, invalidValue, show } from './errors.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import { parseProjection, type Projection } from './projection.ts'
import { isUnassigned } from './quirks.ts'

/** What a query asks for, from a URL (RFC 7644 §3.4.2) or a body (§3.4.3); `cursor` is RFC 9865's. */
export type ListRequest = {
  readonly filter: string | undefined
  readonly sortBy: string | undefined
  readonly sortOrder: string | undefined
  readonly startIndex: string | number | undefined
  readonly count: string | number | undefined
  readonly cursor: string | undefined
  readonly projection: Projection
}

/** An empty filter stays one: answering everybody to a forgotten value would make the IdP create duplicates. */
export const readListQuery = (query: URLSearchParams, projection: Projection): ListRequest => {
  const value = (name: string) => query.get(name) ?? undefined
  return {
    filter: value('filter'),
    sortBy: value('sortBy'),
    sortOrder: value('sortOrder'),
    startIndex: value('startIndex'),
    count: value('count'),
    cursor: value('cursor'),
    projection,
  }
}

export const SEARCH_REQUEST_URN = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

/** A SearchRequest. @throws ScimError 400 invalidSyntax, invalidValue */
export const readSearchRequest = (body: JsonValue, catalog?: Catalog): ListRequest => {
  if (!isJsonObject(body)) {
    throw invalidSyntax(`The request body is not a SearchRequest · ${show(body)} · a JSON object is expected`)
  }
  const members = new Map(Object.keys(body).map((key) => [key.toLowerCase(), body[key]]))
  checkSchemas(members.get('schemas'))
  const text = (name: string) => readText(name, members.get(name.toLowerCase()))
  const number = (name: string) => {
    const value = members.get(name.toLowerCase())
    return typeof value === 'number' ? value : readText(name, value)
  }
  const names = (name: string) => readNames(name, members.get(name.toLowerCase()))
  return {
    filter: text('filter'),
    sortBy: text('sortBy'),
    sortOrder: text('sortOrder'),
    startIndex: number('startIndex'),
    count: number('count'),
    cursor: text('cursor'),
    projection: parseProjection(names('attributes'), names('excludedAttributes'), catalog),
  }
}

const checkSchemas = (schemas: JsonObject[string] | undefined): void => {
  if (isUnassigned(schemas)) return
  const urns = Array.isArray(schemas) ? schemas : [schemas]
  const isNamed = urns.some((urn) => typeof urn === 'string' && urn.toLowerCase() === SEARCH_REQUEST_URN.toLowerCase())
  if (!isNamed) {
    throw invalidSyntax(
      `schemas does not name a SearchRequest · ${show(schemas)} · accepted: ["${SEARCH_REQUEST_URN}"]`,
    )
  }
}

const readText = (name: string, value: JsonValue | undefined): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw invalidValue(`${name} is not text · ${show(value)} · accepted: text in double quotes`)
}

/** A list of names; one text with commas is what a URL would carry. */
const readNames = (name: string, value: JsonValue | undefined): string | string[] | undefined => {
  if (!Array.isArray(value)) return readText(name, value)
  if (value.every((item) => typeof item === 'string')) return value
  throw invalidValue(`${name} is not a list of names · ${show(value)} · accepted: ["userName", "name.givenName"]`)
}
