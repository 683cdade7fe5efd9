import { preconditionFailed } from '#lib/scim/errors.ts'
import { etag } from '#lib/scim/etag.ts'
import type { Call } from './call.ts'

/**
 * If-Match (RFC 7644 §3.14), checked in the turn that writes: between a check and a later write another client could
 * change the resource.
 */
export function assertMatch(call: Call, version: number): void {
  const asked = call.request.headers['if-match']
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
