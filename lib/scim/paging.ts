import { invalidCount, invalidValue } from './errors.ts'

export type PagingLimits = { readonly defaultCount: number; readonly maxCount: number }
/** `startIndex` is 1-based. */
export type Paging = { readonly startIndex: number; readonly count: number }

/**
 * RFC 7644 §3.4.2.4: below 1 is 1, a negative count is 0, more than the maximum is the maximum. An empty value is an
 * absent one.
 *
 * @throws ScimError 400 invalidValue for what is no integer, and for nothing else
 */
export const parsePaging = (
  startIndex: string | number | undefined,
  count: string | number | undefined,
  limits: PagingLimits,
): Paging => ({
  startIndex: Math.max(1, integer('startIndex', startIndex) ?? 1),
  count: Math.min(limits.maxCount, Math.max(0, integer('count', count) ?? limits.defaultCount)),
})

/** The page size of a cursor's page (RFC 9865 §2). @throws ScimError 400 invalidCount */
export const parseCursorCount = (count: string | number | undefined, limits: PagingLimits): number => {
  const wanted = isInteger(count) ? Number(count) : undefined
  if (wanted !== undefined && wanted >= 0) return Math.min(limits.maxCount, wanted)
  if (count === undefined || count === '') return limits.defaultCount
  throw invalidCount(
    `count is no page size · ${String(count).slice(0, 40)} · a whole number from 0 to ${limits.maxCount} is accepted`,
  )
}

const INTEGER = /^\s*[+-]?\d{1,400}\s*$/

const integer = (name: string, value: string | number | undefined): number | undefined => {
  if (value === undefined || value === '') return undefined
  if (isInteger(value)) {
    return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, Number(value)))
  }
  throw invalidValue(`${name} is not an integer · ${String(value).slice(0, 40)} · a whole number such as 1 is accepted`)
}

const isInteger = (value: string | number | undefined): value is string | number =>
  typeof value === 'number' ? Number.isInteger(value) : value !== undefined && INTEGER.test(value)

export const LIST_RESPONSE_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

export type ListResponse<R> = {
  schemas: [typeof LIST_RESPONSE_URN]
  totalResults: number
  startIndex: number
  itemsPerPage: number
  Resources: R[]
}

/** RFC 7644 §3.4.2; `itemsPerPage` is the number of resources on this page. */
export const listResponse = <R>(totalResults: number, startIndex: number, resources: R[]): ListResponse<R> => ({
  schemas: [LIST_RESPONSE_URN],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
})

/** The same as JSON text, from resources that are JSON text already. */
export const listResponseText = (totalResults: number, startIndex: number, resources: readonly string[]): string =>
  `{"schemas":["${LIST_RESPONSE_URN}"],"totalResults":${totalResults},"startIndex":${startIndex},` +
  `"itemsPerPage":${resources.length},"Resources":[${resources.join(',')}]}`

/** A page of a walk by cursor (RFC 9865 §2.1): without startIndex; without nextCursor it is the last one. */
export const cursorResponseText = (
  totalResults: number,
  nextCursor: string | undefined,
  resources: readonly string[],
): string =>
  `{"schemas":["${LIST_RESPONSE_URN}"],"totalResults":${totalResults},"itemsPerPage":${resources.length},` +
  `${nextCursor === undefined ? '' : `"nextCursor":"${nextCursor}",`}"Resources":[${resources.join(',')}]}`
