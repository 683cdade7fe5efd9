import { findGroup } from '#db/queries/groups.ts'
import { listGroupsOf, listMembers } from '#db/queries/members.ts'
import { findUser } from '#db/queries/users.ts'
import type { Reader } from '#db/store.ts'
import { renderGroup, renderUser } from './render.ts'

// The portal shows what an IdP would get: the same rendering, asked by another door.

type Endpoint = { idpId: string; /** The SCIM Service Provider Endpoint. */ base: string }

/** `GET {base}/Users/{id}` as JSON text; undefined when there is no such user. */
export async function serveUser(q: Reader, { idpId, base }: Endpoint, id: string): Promise<string | undefined> {
  const row = await findUser(q, idpId, id)
  return row && renderUser(row, await listGroupsOf(q, idpId, id), base)
}

/** `GET {base}/Groups/{id}` as JSON text, or with `excludedAttributes=members`. */
export async function serveGroup(
  q: Reader,
  { idpId, base }: Endpoint,
  id: string,
  withMembers: boolean,
): Promise<string | undefined> {
  const row = await findGroup(q, idpId, id)
  return row && renderGroup(row, withMembers ? await listMembers(q, idpId, [id]) : undefined, base)
}
