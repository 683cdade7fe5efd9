import type { AttributeChange } from '#lib/scim/diff.ts'

export type LoggedRequest = {
  readonly idpName: string
  readonly method: string
  readonly status: number
  readonly entityType: 'User' | 'Group' | null
  readonly entityName: string | null
  readonly detail: string | null
  readonly changes: readonly AttributeChange[]
}

/** What a request did, in one sentence: subject first, past tense. */
export const syncLogSentence = (log: LoggedRequest): string => {
  const thing =
    log.entityType === null ? 'a resource' : `the ${log.entityType.toLowerCase()} ${log.entityName ?? 'without a name'}`
  if (log.status === 401)
    return `A caller whose bearer token was not recognised sent a ${log.method} request. It was refused.`
  if (log.status >= 500)
    return `${log.idpName} ${tried(log.method)} ${thing}. We could not answer, and nothing changed.`
  if (log.status >= 400)
    return `${log.idpName} ${tried(log.method)} ${thing}. The request was rejected, and nothing changed.`
  if (log.method === 'POST') return `${log.idpName} created ${thing}.`
  if (log.method === 'DELETE') return `${log.idpName} deleted ${thing}.`
  const active = log.changes.find((change) => change.path === 'active')
  if (active?.after === false) return `${log.idpName} deactivated ${thing}. SCIM-based access stopped.`
  if (active?.after === true && active.before === false) return `${log.idpName} reactivated ${thing}.`
  if (log.changes.length === 0) return `${log.idpName} sent ${thing} as we already had it. Nothing changed.`
  const paths = [...new Set(log.changes.map((change) => shortPath(change.path)))]
  const named =
    paths.length > 4 ? `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more attributes` : inWords(paths)
  return `${log.idpName} changed ${named} of ${thing}.`
}

const tried = (method: string): string =>
  ({ POST: 'tried to create', PUT: 'tried to replace', PATCH: 'tried to change', DELETE: 'tried to delete' })[method] ??
  `sent a ${method} request for`

/** An extension's attribute by its own name. */
const shortPath = (path: string): string => (path.startsWith('urn:') ? (path.split(':').at(-1) ?? path) : path)

const inWords = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
