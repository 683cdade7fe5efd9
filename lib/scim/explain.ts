import { splitLoggedUrl, type Client } from './clients.ts'
import type { AttributeChange } from './diff.ts'
import { explainChange, type Told } from './explain-change.ts'
import { reasonFor } from './explain-refusal.ts'
import { type Phrase, phrase, textOf, trimmed } from './explain-words.ts'
import { matchRoute, type Route } from './router.ts'

export type { Part, Phrase } from './explain-words.ts'

/** A row of the sync log, as far as it takes to explain it. */
export type LoggedRequest = {
  readonly idpName: string
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
  readonly status: number
  readonly entityType: 'User' | 'Group' | null
  readonly entityId: string | null
  readonly entityName: string | null
  readonly scimType: string | null
  readonly detail: string | null
  /** Undefined when there were more than the log keeps. */
  readonly changes: readonly AttributeChange[] | undefined
  readonly notes: readonly string[]
  /** The body as kept: it tells how many members a new group came with. */
  readonly request?: string | null
  readonly client?: Client | null
}

/** `no-change`: accepted, and everything was here already. `read`: nothing was to change. */
export type LogOutcome = 'changed' | 'no-change' | 'rejected' | 'read'

/** What the identity provider asked, what was done, why, and what to do next, in plain words. */
export type Explanation = {
  outcome: LogOutcome
  asked: string
  done: string
  why?: string
  next?: string
  /** All of it in one or two sentences. */
  sentence: string
  /** The sentence in pieces, names apart, so that they can stand out. */
  parts: Phrase
}

/** What became of a logged request. Whoever does not know the changes passes undefined: a change, then. */
export const outcomeOf = ({
  method,
  url,
  status,
  changes,
}: Pick<LoggedRequest, 'method' | 'url' | 'status' | 'changes'>): LogOutcome => {
  if (status >= 400) return 'rejected'
  if (['GET', 'HEAD', 'OPTIONS'].includes(method) || status === 304 || routeOf(url).kind === 'search') return 'read'
  return (method === 'PUT' || method === 'PATCH') && changes?.length === 0 ? 'no-change' : 'changed'
}

/** The outcome of one logged request for an administrator: subject first, past tense, numbers, no blame (pure). */
export const explain = (log: LoggedRequest): Explanation => {
  const outcome = outcomeOf(log)
  const route = routeOf(log.url)
  const act = actOf(log, route)
  const told =
    outcome === 'rejected'
      ? explainRefusal(log, act)
      : outcome === 'read'
        ? explainRead(log, act)
        : explainDone(log, act, route, outcome)
  const { parts, done, why, next } = told
  return {
    outcome,
    asked: textOf(phrase`${callerOf(log)} asked to ${act}.`),
    done,
    ...(why === undefined ? {} : { why }),
    ...(next === undefined ? {} : { next }),
    sentence: textOf(parts),
    parts,
  }
}

const explainRefusal = (log: LoggedRequest, act: Phrase): Told => {
  const { because, why, next } = reasonFor(log)
  return {
    parts: phrase`${callerOf(log)} could not ${act}, because ${because}. Nothing changed.`,
    done: 'The request was refused, and nothing changed.',
    why,
    next,
  }
}

const explainRead = (log: LoggedRequest, act: Phrase): Told => ({
  parts: phrase`${callerOf(log)} asked to ${act}, and was answered. Nothing changed.`,
  done:
    log.status === 304
      ? 'It had the current version already, so nothing was sent.'
      : 'It was answered, and nothing changed.',
})

const explainDone = (log: LoggedRequest, act: Phrase, route: Route, outcome: LogOutcome): Told => {
  if (route.kind === 'bulk') {
    return {
      parts: phrase`${log.idpName} sent several changes in one request. Each has a log entry of its own.`,
      done: 'The operations were carried out one by one.',
    }
  }
  if (outcome === 'changed' && log.entityType === null) {
    return { parts: phrase`${log.idpName} asked to ${act}. It was done.`, done: 'The request was carried out.' }
  }
  return explainChange(log, thingOf(log), outcome)
}

/** A call without a live token could be anybody's. */
const callerOf = ({ status, idpName }: LoggedRequest): string => (status === 401 ? 'A caller' : idpName)

const thingOf = ({ entityType, entityName, entityId }: LoggedRequest): Phrase => {
  const type = entityType?.toLowerCase() ?? 'resource'
  if (entityName !== null && entityName !== '') return phrase`the ${type} ${{ name: trimmed(entityName) }}`
  return entityId === null ? phrase`a ${type}` : phrase`the ${type} with the id ${{ name: trimmed(entityId) }}`
}

/** What was asked for, as it follows "to": `create the user dana@example.com`. */
const actOf = (log: LoggedRequest, route: Route): Phrase => {
  const path = splitLoggedUrl(log.url)?.path ?? log.url
  const isRead = log.method === 'GET' || log.method === 'HEAD'
  switch (route.kind) {
    case 'users':
    case 'groups':
      if (log.method === 'POST')
        return phrase`create ${thingOf({ ...log, entityType: route.kind === 'users' ? 'User' : 'Group' })}`
      return isRead ? phrase`look up ${route.kind}` : phrase`send ${log.method} to all ${route.kind}`
    case 'user':
    case 'group': {
      const verb = VERBS[log.method]
      const entityType = route.kind === 'user' ? 'User' : 'Group'
      const thing = thingOf({ ...log, entityType, entityId: log.entityId ?? route.id })
      return verb === undefined ? phrase`send ${log.method} to ${thing}` : phrase`${verb} ${thing}`
    }
    case 'search':
      return phrase`search for ${route.type === undefined ? 'users and groups' : `${route.type.toLowerCase()}s`}`
    case 'bulk':
      return phrase`make several changes in one request`
    case 'me':
      return phrase`use /Me`
    case 'service-provider-config':
    case 'resource-types':
    case 'schemas':
      return isRead ? phrase`read what the service supports` : phrase`send ${log.method} to ${{ name: trimmed(path) }}`
    default:
      return phrase`send ${log.method} to ${{ name: trimmed(path) }}`
  }
}

const VERBS: Readonly<Record<string, string>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'replace',
  PATCH: 'change',
  DELETE: 'delete',
}

const routeOf = (url: string): Route => {
  const path = splitLoggedUrl(url)?.path
  try {
    return path === undefined ? UNKNOWN : matchRoute(path)
  } catch {
    return UNKNOWN
  }
}

const UNKNOWN: Route = { kind: 'unknown', allow: [] }
