import type { GoneView } from '#components/scim/entity-gone.tsx'
import { findDeletedResource } from '#db/queries/find-resource.ts'
import type { Reader } from '#db/store.ts'
import { readTimeline } from './timeline.ts'

/** What is known of a user or group that is not there: that it was deleted, or what the logs say. Undefined: nothing at all. */
export async function readGone(
  q: Reader,
  idp: { id: string; name: string },
  kind: 'User' | 'Group',
  id: string,
  parameters: Record<string, string | undefined>,
): Promise<GoneView | undefined> {
  const [deleted, timeline] = await Promise.all([
    findDeletedResource(q, idp.id, kind, id),
    readTimeline(q, idp, id, `/authentication/scim/${kind.toLowerCase()}s/${id}`, parameters),
  ])
  if (!deleted && timeline.entries.length === 0) return undefined
  return {
    kind,
    idp: { id: idp.id, name: idp.name },
    id,
    name: deleted?.name,
    deletedAt: deleted?.deletedAt.toISOString(),
    timeline,
  }
}
