import type { IncomingMessage, ServerResponse } from 'node:http'
import { handleScim } from '#lib/services/scim/index.ts'
import { clientAddress } from './client-address.ts'
import { readNodeBody } from './read-body.ts'
import type { ScimAddress } from './scim-address.ts'
import { sendTogether } from './send-together.ts'

/** The SCIM service on node:http. */
export async function answerScim(
  request: IncomingMessage,
  response: ServerResponse,
  address: ScimAddress,
): Promise<void> {
  const headers = singleHeaders(request)
  const {
    status,
    headers: answered,
    body,
  } = await handleScim({
    ...address,
    method: request.method ?? 'GET',
    headers,
    readBody: (maxBytes) => readNodeBody(request, headers, maxBytes),
    address: clientAddress(request),
  })
  // A refused body may still be arriving: the connection ends with the answer instead of reading it to its end.
  if (!request.complete && (status === 413 || status === 401)) response.setHeader('connection', 'close')
  response.writeHead(status, body === undefined ? answered : { ...answered, 'content-length': Buffer.byteLength(body) })
  sendTogether(() => response.end(body))
}

/** Header values as text; Node has joined repeated ones already, but for a few that come as lists. */
const singleHeaders = ({ headers }: IncomingMessage): Record<string, string | undefined> => {
  const single: Record<string, string | undefined> = {}
  for (const name of [
    'authorization',
    'content-type',
    'content-length',
    'content-encoding',
    'user-agent',
    'if-match',
    'if-none-match',
  ]) {
    const value = headers[name]
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return single
}
