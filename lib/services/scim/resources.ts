import type { JsonValue } from '#lib/scim/json.ts'
import type { Projection } from '#lib/scim/projection.ts'
import type { Route } from '#lib/scim/router.ts'
import type { AdmittedCall } from './call.ts'
import { createGroup, deleteGroup, patchGroup, readGroupById, replaceGroup } from './groups.ts'
import { MAX_BODY_BYTES, MAX_GROUP_BODY_BYTES } from './limits.ts'
import type { ScimResponse } from './message.ts'
import { createUser, deleteUser, patchUser, readUserById, replaceUser } from './users.ts'

/** The endpoints of users and groups. */
export type ResourceRoute = Extract<Route, { kind: 'users' | 'user' | 'groups' | 'group' }>

/** Bytes of a body that is sent there: a group may carry a hundred thousand members. */
export const maxBytesOf = (route: Route): number =>
  route.kind === 'groups' || route.kind === 'group' ? MAX_GROUP_BODY_BYTES : MAX_BODY_BYTES

/** One request to one user or group, whether it came alone or in bulk; lists apart. */
export async function answerResource(
  call: AdmittedCall,
  route: ResourceRoute,
  readBody: () => Promise<JsonValue>,
  projection: Projection,
): Promise<ScimResponse> {
  const { method } = call.request
  if (route.kind === 'users') return createUser(call, await readBody(), projection)
  if (route.kind === 'groups') return createGroup(call, await readBody(), projection)
  const isUser = route.kind === 'user'
  switch (method) {
    case 'PUT':
      return (isUser ? replaceUser : replaceGroup)(call, route.id, await readBody(), projection)
    case 'PATCH':
      return (isUser ? patchUser : patchGroup)(call, route.id, await readBody(), projection)
    case 'DELETE':
      return (isUser ? deleteUser : deleteGroup)(call, route.id)
    default:
      return (isUser ? readUserById : readGroupById)(call, route.id, projection)
  }
}
