/** The detail error keywords of RFC 7644 §3.12, table 9, and of RFC 9865 §2.2. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'

/**
 * A refusal that goes out as an RFC 7644 §3.12 error. `detail` is read in the IdP's console by somebody who has never
 * seen this product: what was wrong · which value · what is accepted. Never a secret.
 */
export class ScimError extends Error {
  readonly status: number
  readonly scimType: ScimType | undefined
  readonly detail: string
  /** Response headers that belong to the refusal: `Allow`, `Retry-After`, `WWW-Authenticate`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    scimType: ScimType | undefined,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.name = 'ScimError'
    this.status = status
    this.scimType = scimType
    this.detail = detail
    this.headers = headers
  }
}

/** By name and shape: one process holds two copies of this class (the server's and the one in Next's bundle). */
export const isScimError = (error: unknown): error is ScimError =>
  error instanceof Error && error.name === 'ScimError' && 'status' in error && typeof error.status === 'number'

/** Asked to come later, which an IdP does by itself: its rate limit (429), and the mass-deprovision guard (503). */
export const isPostponed = (status: number): boolean => status === 429 || status === 503

/** The JSON body of an error response; `status` is a string (RFC 7644 §3.12). */
export type ErrorBody = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error']
  scimType?: ScimType
  detail: string
  status: string
}

export const errorBody = (error: Pick<ScimError, 'status' | 'scimType' | 'detail'>): ErrorBody => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
  detail: error.detail,
  status: String(error.status),
})

const badRequest = (scimType: ScimType) => (detail: string) => new ScimError(400, scimType, detail)

export const invalidFilter = badRequest('invalidFilter')
export const tooMany = badRequest('tooMany')
export const mutability = badRequest('mutability')
export const invalidSyntax = badRequest('invalidSyntax')
export const invalidPath = badRequest('invalidPath')
export const noTarget = badRequest('noTarget')
export const invalidValue = badRequest('invalidValue')
/** SCIM 1.x payloads too: the version that was asked for is not served. */
export const invalidVers = badRequest('invalidVers')
export const invalidCursor = badRequest('invalidCursor')
export const expiredCursor = badRequest('expiredCursor')
export const invalidCount = badRequest('invalidCount')

/** 409: another resource has this value already. */
export const uniqueness = (detail: string) => new ScimError(409, 'uniqueness', detail)
export const unauthorized = (detail: string, realm = 'SCIM') =>
  new ScimError(401, undefined, detail, { 'WWW-Authenticate': `Bearer realm="${realm}"` })
export const forbidden = (detail: string) => new ScimError(403, undefined, detail)
export const notFound = (detail: string) => new ScimError(404, undefined, detail)
export const methodNotAllowed = (method: string, allow: readonly string[]) =>
  new ScimError(405, undefined, `${method} is not available here · this endpoint answers ${allow.join(', ')}`, {
    Allow: allow.join(', '),
  })
export const preconditionFailed = (detail: string) => new ScimError(412, undefined, detail)
export const tooLarge = (detail: string) => new ScimError(413, undefined, detail)
export const unsupportedMediaType = (detail: string) => new ScimError(415, undefined, detail)
export const notImplemented = (detail: string) => new ScimError(501, undefined, detail)
/** 503; `retryAfter` in whole seconds (Okta reads integers only). */
export const unavailable = (detail: string, retryAfter: number) =>
  new ScimError(503, undefined, detail, { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) })

/** A client's value as it may stand in a detail: JSON, on one line, cut at 60 characters. */
export const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text
}
