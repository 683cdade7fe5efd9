import { invalidValue } from './errors.ts'

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

const INTEGER = /^\s*[+-]?\d{1,400}\s*$/

const integer = (name: string, value: string | number | undefined): number | undefined => {
  if (value === undefined || value === '') return undefined
  if (typeof value === 'number' ? Number.isInteger(value) : INTEGER.test(value)) {
    return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, Number(value)))
  }
  throw invalidValue(`${name} is not an integer · ${String(value).slice(0, 40)} · a whole number such as 1 is accepted`)
}

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
