/** A SCIM request as either adapter (server.ts, Next) hands it over: a plain object. */
export type ScimRequest = {
  method: string
  organisationId: string
  idpId: string
  /** The path under which the service was reached, to build locations: `/scim/1/2161…/v2`. */
  basePath: string
  /** What follows `basePath`, percent-encoded as sent: `/Users/…`. */
  path: string
  /** The query as sent, without `?`. */
  query: string
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  /**
   * Reads the body, after the caller has been recognised. Throws ScimError 413 beyond `maxBytes`, 400 for what is not
   * UTF-8.
   */
  readBody(maxBytes: number): Promise<string>
  /** The caller's address, as far as it can be trusted. */
  address: string
  /** An administrator asks by *Try it* (lib/services/try-it), and no IdP. No adapter says so. */
  isTried?: true
}

export type ScimResponse = { status: number; headers: Record<string, string>; body: string | undefined }

export const SCIM_MEDIA_TYPE = 'application/scim+json; charset=utf-8'

/** `body` is JSON text. */
export const respond = (status: number, body?: string, headers: Record<string, string> = {}): ScimResponse => ({
  status,
  body,
  headers: {
    ...(body === undefined ? {} : { 'content-type': SCIM_MEDIA_TYPE }),
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  },
})
