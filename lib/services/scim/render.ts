import type { GroupRow } from '#db/queries/groups.ts'
import type { GroupOfUser, MemberView } from '#db/queries/members.ts'
import type { ServedUser } from '#db/queries/users.ts'
import { etag } from '#lib/scim/etag.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { project, type Projection } from '#lib/scim/projection.ts'

// A stored document is JSON text without id, meta and what is read-only; a resource is that text with the rest added
// behind it, so that serving one needs no parsing.

/** The user as served, as JSON text. */
export function renderUser(row: ServedUser, groups: readonly GroupOfUser[], base: string): string {
  const memberships =
    groups.length === 0
      ? ''
      : `,"groups":${JSON.stringify(
          groups.map(({ id, display }) => ({ value: id, $ref: `${base}/Groups/${id}`, display, type: 'direct' })),
        )}`
  return `${row.document.slice(0, -1)},"id":"${row.id}"${memberships},"meta":${meta('User', row, base)}}`
}

/** The group as served, as JSON text; `members` undefined leaves them out. */
export function renderGroup(row: GroupRow, members: readonly MemberView[] | undefined, base: string): string {
  const list =
    members === undefined
      ? ''
      : `,"members":${JSON.stringify(
          members.map(({ id, type, display }) => ({
            value: id,
            $ref: `${base}/${type}s/${id}`,
            type,
            ...(display === null ? {} : { display }),
          })),
        )}`
  return `${row.document.slice(0, -1)},"id":"${row.id}"${list},"meta":${meta('Group', row, base)}}`
}

const meta = (type: 'User' | 'Group', row: ServedUser | GroupRow, base: string): string =>
  `{"resourceType":"${type}","created":"${row.createdAt.toISOString()}","lastModified":"${row.updatedAt.toISOString()}",` +
  `"location":"${locationOf(type, row.id, base)}","version":${JSON.stringify(etag(row.version))}}`

export const locationOf = (type: 'User' | 'Group', id: string, base: string): string => `${base}/${type}s/${id}`

/** Rendered text cut to the projection. */
export const cut = (type: 'User' | 'Group', text: string, projection: Projection): string =>
  projection.kind === 'all' ? text : JSON.stringify(project(type, JSON.parse(text) as JsonObject, projection))
