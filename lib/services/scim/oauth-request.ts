import { ScimError } from '#lib/scim/errors.ts'
import type { ScimRequest } from './message.ts'

/** A refusal in the words of RFC 6749 §5.2. */
export class OauthError extends Error {
  readonly status: number
  readonly error: string
  readonly description: string

  constructor(status: number, error: string, description: string) {
    super(description)
    this.status = status
    this.error = error
    this.description = description
  }

  /** The same for the sync log. */
  forLog(): ScimError {
    return new ScimError(this.status, undefined, `${this.error}: ${this.description}`)
  }
}

export const invalidClient = (description: string) => new OauthError(401, 'invalid_client', description)
const invalidRequest = (description: string) => new OauthError(400, 'invalid_request', description)

const MOST_BYTES = 16 * 1024

/** The form that was sent. A parameter that comes twice could be read as either (RFC 6749 §3.2). */
export async function parametersOf(request: ScimRequest): Promise<URLSearchParams> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    throw invalidRequest('The body must be of the type application/x-www-form-urlencoded')
  }
  if (request.query !== '') throw invalidRequest('Parameters belong in the body, where no log keeps them')
  const parameters = new URLSearchParams(await request.readBody(MOST_BYTES))
  const names = [...parameters.keys()]
  if (new Set(names).size !== names.length) throw invalidRequest('A parameter comes twice')
  return parameters
}

/** Who asks: by Basic, or in the body, but not both (RFC 6749 §2.3). */
export function clientOf(
  authorization: string | undefined,
  parameters: URLSearchParams,
): { id: string; secret: string } {
  const [id, secret] = [parameters.get('client_id'), parameters.get('client_secret')]
  if (authorization === undefined) {
    if (id === null || secret === null) throw invalidClient('Client ID and client secret are missing')
    return { id, secret }
  }
  if (secret !== null) throw invalidRequest('The client secret comes both by Basic and in the body · send it once')
  const credentials = /^\s*Basic +([A-Za-z0-9+/=_-]+)\s*$/i.exec(authorization)?.[1]
  const text = credentials === undefined ? '' : Buffer.from(credentials, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) throw invalidClient('The Authorization header is not of the form "Basic <Client ID:client secret>"')
  const client = { id: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) }
  if (id !== null && id !== client.id) throw invalidRequest('client_id is not the Client ID that comes by Basic')
  return client
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
