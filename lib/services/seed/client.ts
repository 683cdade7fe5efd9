import { handleScim } from '../scim/index.ts'

/** An IdP that speaks to the SCIM service in process, at whatever moment it is told. */
export type Client = {
  readonly idpId: string
  /** Sends a request at `at` and answers the response's body. Throws unless the status is the expected one. */
  send(at: Date, expected: number, method: string, path: string, body?: object): Promise<{ id: string }>
  /** The same client with another bearer token. */
  withToken(token: string): Client
}

export function clientOf(options: {
  organisationId: string
  idpId: string
  token: string
  userAgent: string
  address: string
}): Client {
  const { organisationId, idpId, token, userAgent, address } = options
  return {
    idpId,
    async send(at, expected, method, path, body) {
      const [route = '', query = ''] = path.split('?')
      const response = await handleScim(
        {
          method,
          organisationId,
          idpId,
          basePath: `/scim/${organisationId}/${idpId}/v2`,
          path: route,
          query,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/scim+json',
            'user-agent': userAgent,
          },
          readBody: async () => JSON.stringify(body),
          address,
        },
        at,
      )
      if (response.status !== expected) {
        throw new Error(
          `The sample ${method} ${path} was answered ${response.status}, not ${expected}: ${response.body}`,
        )
      }
      return JSON.parse(response.body ?? '{"id":""}') as { id: string }
    },
    withToken: (other) => clientOf({ ...options, token: other }),
  }
}
