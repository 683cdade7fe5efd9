import { env } from '#lib/env.ts'
import { methodNotAllowed } from '#lib/scim/errors.ts'
import { scimOpenApi } from '#lib/scim/reference/openapi.ts'
import { respond, type ScimRequest, type ScimResponse } from './message.ts'

/** Below `/scim`, where no organisation and no IdP is named: one document for all of them. */
const DOCUMENT_PATH = '/openapi.json'

export const asksForDocument = ({ basePath, path }: ScimRequest): boolean =>
  basePath === '/scim' && path === DOCUMENT_PATH

let text: string | undefined

/** The OpenAPI document of the service: public as discovery is, and the same for everybody. @throws ScimError 405 */
export function answerDocument({ method }: ScimRequest): ScimResponse {
  const allowed = ['GET', 'HEAD', 'OPTIONS']
  if (method === 'OPTIONS') return respond(204, undefined, { Allow: allowed.join(', ') })
  if (!allowed.includes(method)) throw methodNotAllowed(method, allowed)
  text ??= JSON.stringify(scimOpenApi(env().url))
  return respond(200, text, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'public, max-age=300',
  })
}
