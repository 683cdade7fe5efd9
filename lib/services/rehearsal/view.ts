import type { SyncLogRow } from '#db/queries/sync-logs.ts'
import { recogniseClient } from '#lib/scim/clients.ts'
import type { Sent } from '#lib/scim/dialogue.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { explain, type Explanation, type Phrase } from '#lib/scim/explain.ts'
import type { ScimResponse } from '../scim/index.ts'
import type { GroupUse, Look } from './look.ts'

/** One user or group that would change, or a refusal; in words, and attribute by attribute. */
export type RehearsedChange = {
  id: string
  entityType: 'User' | 'Group' | null
  entityId: string | null
  status: number
  sentence: Phrase
  changes: AttributeChange[]
  notes: string[]
}

/** What a rehearsal showed. Nothing of it happened. */
export type Rehearsal = {
  /** Requests that went before, in the same rehearsal. */
  earlier: { number: number; name: string; request: string; status: number }[]
  request: { method: string; path: string; body: string | null }
  status: number
  /** In order of name. */
  headers: [name: string, value: string][]
  /** Cut where it is very long. */
  body: string | null
  durationMs: number
  explanation: Explanation
  /** Every log row it would leave; one of a bulk request for each operation. */
  changes: RehearsedChange[]
  /** The user or group as JSON text, where the request is about one. */
  before: string | null
  after: string | null
  /** How many there are, now and then; undefined for what only reads. */
  totals?: { before: Look['totals']; after: Look['totals'] }
  group?: GroupUse
  /** Why the same request would be refused when it came now, as sentences. */
  cautions: string[]
}

export type Carried = {
  earlier: { name: string; sent: Sent; answer: ScimResponse }[]
  sent: Sent
  /** Path and query, with that of the endpoint. */
  url: string
  answer: ScimResponse
  durationMs: number
  logs: SyncLogRow[]
  before?: Look | undefined
  after?: Look | undefined
}

const MOST_TEXT = 128 * 1024

export function describe(
  idp: { name: string; cautions: string[] },
  { earlier, sent, url, answer, durationMs, logs, before, after }: Carried,
  group: GroupUse | undefined,
): Rehearsal {
  const changes = logs.map((row) => changeOf(idp.name, row))
  return {
    earlier: earlier.map((part, index) => ({
      number: index + 1,
      name: part.name,
      request: `${part.sent.method} ${part.sent.path}`,
      status: part.answer.status,
    })),
    request: { method: sent.method, path: sent.path, body: sent.body ?? null },
    status: answer.status,
    headers: Object.entries(answer.headers).sort(([a], [b]) => (a < b ? -1 : 1)),
    body: answer.body === undefined ? null : shortened(answer.body),
    durationMs: Math.max(1, Math.round(durationMs)),
    explanation: explanationOf(idp.name, sent, url, answer, logs),
    changes,
    before: before?.resource ?? null,
    after: after?.resource ?? null,
    ...(before && after ? { totals: { before: before.totals, after: after.totals } } : {}),
    ...(group ? { group } : {}),
    cautions: idp.cautions,
  }
}

/** From its log row; what reads has none, nor has a bulk request as a whole. */
function explanationOf(
  idpName: string,
  sent: Sent,
  url: string,
  { status, body }: ScimResponse,
  logs: SyncLogRow[],
): Explanation {
  const [row] = logs
  if (row && logs.length === 1) return explain(loggedRequest(idpName, row))
  const error = status >= 400 ? errorIn(body) : undefined
  return explain({
    idpName,
    method: sent.method,
    url,
    status,
    entityType: null,
    entityId: null,
    entityName: null,
    scimType: error?.scimType ?? null,
    detail: error?.detail ?? null,
    changes: [],
    notes: [],
    request: sent.body ?? null,
    client: null,
  })
}

const changeOf = (idpName: string, row: SyncLogRow): RehearsedChange => {
  const logged = loggedRequest(idpName, row)
  return {
    id: row.id,
    entityType: row.entityType,
    entityId: row.entityId,
    status: row.status,
    sentence: explain(logged).parts,
    changes: logged.changes ?? [],
    notes: logged.notes,
  }
}

const loggedRequest = (idpName: string, row: SyncLogRow) => ({
  ...row,
  idpName,
  changes: row.changes === null ? [] : (listIn(row.changes) as AttributeChange[] | undefined),
  notes: (listIn(row.notes) ?? []).map(String),
  client: row.client ?? recogniseClient({ ...row, path: row.url, query: '', body: row.request }).client,
})

/** The list that was logged as JSON; undefined when it was too long to be kept whole. */
function listIn(json: string | null): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(json ?? 'null')
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

function errorIn(body: string | undefined): { scimType?: string; detail?: string } | undefined {
  try {
    return JSON.parse(body ?? '') as { scimType?: string; detail?: string }
  } catch {
    return undefined
  }
}

const shortened = (text: string): string =>
  text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}… (${text.length.toLocaleString('en')} characters)`
