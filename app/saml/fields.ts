import { readBody } from '#lib/http/read-body.ts'
import { isScimError } from '#lib/scim/errors.ts'

/** What a query or form holds, each name once; or why it is not accepted, and with which status. */
export type Fields =
  { readonly values: ReadonlyMap<string, string> } | { readonly status: number; readonly words: string }

/** A SAML response of 1 MiB in base64, percent-encoded where it must be. */
const maxFormBytes = 1_600_000
const maxFields = 50

/** A name that stands twice means one thing to us and another to whoever looked at the request before: it is refused. */
export function readQuery(request: Request): Fields {
  return once(new URL(request.url).searchParams)
}

/** The fields of a form as browsers post it; never more of it is held than a SAML message may be. */
export async function readForm(request: Request): Promise<Fields> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    return { status: 415, words: 'This address takes forms, as browsers post them for an identity provider.' }
  }
  try {
    const headers = Object.fromEntries(request.headers)
    return once(new URLSearchParams(await readBody(request.body ?? nothing(), headers, maxFormBytes)))
  } catch (error) {
    if (!isScimError(error)) throw error
    return { status: error.status, words: 'The form is too large, compressed or not text, so nothing of it was read.' }
  }
}

function once(given: URLSearchParams): Fields {
  const values = new Map<string, string>()
  for (const [name, value] of given) {
    if (values.has(name))
      return { status: 400, words: 'A field stands twice in this request, so it is not clear which counts.' }
    values.set(name, value)
    if (values.size > maxFields)
      return { status: 400, words: 'This request has more fields than any that is answered here.' }
  }
  return { values }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
