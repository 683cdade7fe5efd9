import { preconditionFailed } from '#lib/scim/errors.ts'
import { etag } from '#lib/scim/etag.ts'
import type { Call } from './call.ts'

/**
 * If-Match and If-None-Match (RFC 7644 §3.14), checked in the turn that writes: between a check and a later write another client could
 * change the resource.
 */
export function assertMatch(call: Call, version: number): void {
  const { 'if-match': asked, 'if-none-match': unwanted } = call.request.headers
  // RFC 9110 §13.1.2: a change that is only wanted while the resource has none of these versions.
  if (unwanted !== undefined && names(unwanted, version)) {
    throw preconditionFailed(
      `The resource is there in the version ${etag(version)}, which If-None-Match excludes · leave that header out to change it`,
    )
  }
  if (asked === undefined || names(asked, version)) return
  throw preconditionFailed(
    `The resource has changed since it was read: its version is ${etag(version)}, If-Match asks for ${asked.slice(0, 200)} · read it again and repeat the change`,
  )
}

/** If-None-Match: the client has this version already. */
export const isUnchanged = (call: Call, version: number): boolean => {
  const known = call.request.headers['if-none-match']
  return known !== undefined && names(known, version)
}

// Weak comparison (RFC 9110 §8.8.3.2): W/"3" and "3" name the same version.
const names = (header: string, version: number): boolean =>
  header
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//i, ''))
    .some((tag) => tag === '*' || tag === `"${version}"`)
