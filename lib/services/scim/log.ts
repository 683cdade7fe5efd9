import { newId } from '#db/ids.ts'
import { NO_IDP, type SyncLogRow } from '#db/queries/sync-logs.ts'
import { recogniseClient } from '#lib/scim/clients.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { cap, redactBody } from '#lib/scim/redact.ts'
import type { Call } from './call.ts'

const BODY_BYTES = 64 * 1024
const URL_BYTES = 2 * 1024

export type Outcome = {
  status: number
  response: string | undefined
  scimType?: string | undefined
  detail?: string | undefined
  changes?: readonly AttributeChange[]
  /** What was accepted but is worth a look, as sentences. */
  notes?: readonly string[]
}

/** The log row of a call. Its duration ends here: for a change, just before the COMMIT that it shares. */
export function logRow(call: Call, outcome: Outcome): SyncLogRow {
  const { request, entity } = call
  const notes = [...(call.notes ?? []), ...(outcome.notes ?? [])]
  const userAgent = request.headers['user-agent'] ?? ''
  return {
    idpId: loggedUnder(call),
    id: newId(call.at),
    at: call.at,
    method: request.method.slice(0, 16),
    url: loggedUrl(request),
    entityType: entity?.type ?? null,
    entityId: entity?.id ?? null,
    entityName: entity?.name ?? null,
    externalId: entity?.externalId ?? null,
    status: outcome.status,
    scimType: outcome.scimType ?? null,
    detail: outcome.detail === undefined ? null : withoutNul(outcome.detail),
    durationMs: Math.max(1, Math.round(performance.now() - call.startedAt)),
    address: request.address,
    userAgent: cleanText(userAgent).slice(0, 256),
    tokenId: call.token?.id ?? null,
    client: request.isTried ? 'portal' : recogniseClient({ ...request, userAgent, body: call.body }).client,
    request: call.body === undefined ? null : cap(withoutNul(redactBody(call.body)), BODY_BYTES),
    response: outcome.response === undefined ? null : cap(withoutNul(outcome.response), BODY_BYTES),
    changes: outcome.changes && outcome.changes.length > 0 ? cap(JSON.stringify(outcome.changes), BODY_BYTES) : null,
    notes: notes.length > 0 ? JSON.stringify(notes) : null,
  }
}

/** The IdP whose log a call belongs to: the one that it is addressed to, else the one that it was meant for. */
export const loggedUnder = ({ idp, meantIdpId }: Call): string => idp?.id ?? meantIdpId ?? NO_IDP

/** Path and query as the log keeps them. */
export const loggedUrl = ({ basePath, path, query }: Call['request']): string =>
  cap(redactUrl(`${basePath}${path}${query && `?${query}`}`), URL_BYTES)

/** Tokens do not belong in a query, but are sent there by mistake. */
const redactUrl = (url: string): string => cleanText(redactBody(url))

/** PostgreSQL takes no NUL in text; a refused body may hold one. */
const withoutNul = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\u{FFFD}') : text)

// PostgreSQL takes no NUL in text, and terminals no control characters.
const cleanText = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]/gu, '\u{FFFD}')
