import { openStore } from '#db/index.ts'
import { handleScim } from '#lib/services/scim/index.ts'
import { forwardedAddress } from './client-address.ts'
import { readBody } from './read-body.ts'
import { scimAddress } from './scim-address.ts'

/** The SCIM service as a Next route handler, for hosts that run Next without server.ts. Promises parity for well-formed URLs. */
export async function answerNextScim(request: Request): Promise<Response> {
  await openStore()
  const url = new URL(request.url)
  const address = scimAddress(url.pathname + url.search)
  if (!address) return new Response(null, { status: 404 })
  const headers = Object.fromEntries(request.headers)
  const {
    status,
    headers: answered,
    body,
  } = await handleScim({
    ...address,
    method: request.method,
    headers,
    readBody: (maxBytes) => readBody(request.body ?? nothing(), headers, maxBytes),
    // Without server.ts in front, the host that runs Next vouches for this header.
    address: forwardedAddress(headers['x-forwarded-for']),
  })
  return new Response(body ?? null, { status, headers: answered })
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
