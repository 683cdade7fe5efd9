import type { ResourceType } from './catalog.ts'
import { invalidSyntax, show } from './errors.ts'

/** Where a request goes, and which methods are answered there. */
export type Route = { readonly allow: readonly string[] } & (
  | { readonly kind: 'service-provider-config' }
  | { readonly kind: 'resource-types'; readonly id: string | undefined }
  | { readonly kind: 'schemas'; readonly id: string | undefined }
  /** Resources of all types. */
  | { readonly kind: 'root' }
  | { readonly kind: 'users' }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'groups' }
  | { readonly kind: 'group'; readonly id: string }
  /** `type` undefined: across types, at the root. */
  | { readonly kind: 'search'; readonly type: ResourceType | undefined }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'me' }
  | { readonly kind: 'unknown' }
)

/**
 * `rawPath`: what follows the base, percent-encoded, without the query: `/Users/7f3c…`. Segments are decoded once. One
 * trailing slash is tolerated, and endpoint names in any case; empty, `.` and `..` segments and encoded slashes lead
 * nowhere.
 *
 * @throws ScimError 400 invalidSyntax for malformed percent-encoding and control characters
 */
export const matchRoute = (rawPath: string): Route => {
  if (rawPath === '' || rawPath === '/') return { kind: 'root', allow: READ }
  const raw = rawPath.replace(/^\//, '').replace(/\/$/, '')
  if (raw === '' || raw.length > MAX_PATH) return UNKNOWN
  const segments = raw.split('/').map(decode)
  if (segments.length > 2 || segments.some(leadsNowhere)) return UNKNOWN
  const [name, id] = segments as [string, string | undefined]
  return ENDPOINTS.get(name.toLowerCase())?.(id) ?? UNKNOWN
}

const MAX_PATH = 2048

const READ = ['GET'] as const
const COLLECTION = ['GET', 'POST'] as const
const RESOURCE = ['GET', 'PUT', 'PATCH', 'DELETE'] as const
const ACTION = ['POST'] as const

const UNKNOWN: Route = { kind: 'unknown', allow: [] }

const decode = (segment: string): string => {
  let decoded: string
  try {
    decoded = decodeURIComponent(segment)
  } catch {
    throw invalidSyntax(`The path is not percent-encoded correctly · ${show(segment)} · such as %20 for a space`)
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\u0000-\u001f\u007f]/.test(decoded)) {
    throw invalidSyntax(`The path holds a control character · ${show(segment)} · accepted: printable characters`)
  }
  return decoded
}

const leadsNowhere = (segment: string): boolean =>
  segment === '' || segment === '.' || segment === '..' || segment.includes('/') || segment.includes('\\')

const isSearch = (id: string): boolean => id.toLowerCase() === '.search'

/** An endpoint without anything after its name. */
const alone =
  (route: Route) =>
  (id: string | undefined): Route =>
    id === undefined ? route : UNKNOWN

const ENDPOINTS: ReadonlyMap<string, (id: string | undefined) => Route> = new Map([
  [
    'users',
    (id: string | undefined): Route =>
      id === undefined
        ? { kind: 'users', allow: COLLECTION }
        : isSearch(id)
          ? { kind: 'search', type: 'User', allow: ACTION }
          : { kind: 'user', id, allow: RESOURCE },
  ],
  [
    'groups',
    (id: string | undefined): Route =>
      id === undefined
        ? { kind: 'groups', allow: COLLECTION }
        : isSearch(id)
          ? { kind: 'search', type: 'Group', allow: ACTION }
          : { kind: 'group', id, allow: RESOURCE },
  ],
  ['serviceproviderconfig', alone({ kind: 'service-provider-config', allow: READ })],
  ['resourcetypes', (id: string | undefined): Route => ({ kind: 'resource-types', id, allow: READ })],
  ['schemas', (id: string | undefined): Route => ({ kind: 'schemas', id, allow: READ })],
  ['bulk', alone({ kind: 'bulk', allow: ACTION })],
  ['.search', alone({ kind: 'search', type: undefined, allow: ACTION })],
  ['me', alone({ kind: 'me', allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] })],
])
