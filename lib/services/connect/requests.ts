import { listSyncLogsAfter, lowestIdAt, type ListedSyncLog } from '#db/queries/list-sync-logs.ts'
import { ARRIVALS_KEPT, listArrivals, type ScimArrivalRow } from '#db/queries/scim-arrivals.ts'
import type { Reader } from '#db/store.ts'
import { clientLabels, splitLoggedUrl } from '#lib/scim/clients.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { explain } from '#lib/scim/explain.ts'
import { isOfGuard } from '#lib/scim/explain-wording.ts'
import { adviceFor, type Advice } from './advice.ts'
import { diagnose, type Trouble } from './diagnosis.ts'

/** One request of an IdP, as *Connect* shows it. */
export type ConnectRequest = {
  id: string
  /** ISO 8601. */
  at: string
  method: string
  url: string
  status: number
  /** Who seems to have sent it. */
  client: string
  address: string
  /** Of a refused one. */
  trouble?: Trouble
  /** It has a row in SCIM Sync Logs. */
  isLogged: boolean
} & Pick<Advice, 'title' | 'place'> & { advice?: string }

type Seen = Pick<ListedSyncLog, 'id' | 'at' | 'method' | 'url' | 'status' | 'client' | 'address' | 'detail'>

export type ConnectingIdp = { id: string; name: string; endpoint: string; isUnpublished: boolean }

/** The last requests of an IdP, newest first: those of its log and those that left no row there. */
export async function listRequests(q: Reader, idp: ConnectingIdp): Promise<ConnectRequest[]> {
  const ever = lowestIdAt(new Date(0))
  const range = { from: undefined, to: undefined }
  const [logged, arrivals] = await Promise.all([
    listSyncLogsAfter(q, idp.id, { filters: {}, range }, ever, ARRIVALS_KEPT),
    listArrivals(q, idp.id, ever),
  ])
  const told = [
    ...logged.map((row) => ({ ...tell(idp, row, () => sentences(idp, row)), isLogged: true })),
    ...arrivals.map((row) => ({ ...tell(idp, row, () => sentences(idp, row)), isLogged: false })),
  ]
  return told.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, ARRIVALS_KEPT)
}

function tell(
  idp: ConnectingIdp,
  row: Seen,
  otherwise: () => { title: string; advice?: string },
): Omit<ConnectRequest, 'isLogged'> {
  const { id, method, url, status, address } = row
  const seen = {
    id,
    at: row.at.toISOString(),
    method,
    url,
    status,
    address,
    client: clientLabels[row.client ?? 'custom'],
  }
  if (status < 400) return { ...seen, ...otherwise() }
  const trouble = diagnose({ ...row, idpId: idp.id, isUnpublished: idp.isUnpublished })
  if (trouble === 'other')
    return { ...seen, trouble, ...otherwise(), ...(isOfGuard(row.detail) ? { place: 'held' } : {}) }
  return { ...seen, trouble, ...adviceFor(trouble, idp.endpoint) }
}

const sentences = (idp: ConnectingIdp, row: ListedSyncLog | ScimArrivalRow): { title: string; advice?: string } => {
  const logged =
    'scimType' in row
      ? { ...row, changes: changesIn(row.changes), notes: [] }
      : { ...row, entityType: null, entityId: null, entityName: null, scimType: null, changes: [], notes: [] }
  const { sentence, next } = explain({ ...logged, idpName: idp.name })
  if (row.status < 400)
    return needsNoToken(row.url) ? { title: sentence, advice: NO_TOKEN_NEEDED } : { title: sentence }
  return { title: sentence, ...(next === undefined ? {} : { advice: next }) }
}

const NO_TOKEN_NEEDED =
  'The address is right. This part needs no token: whether the token is right shows with the next request.'

const needsNoToken = (url: string): boolean =>
  /^\/(serviceproviderconfig|resourcetypes|schemas)(\/|$)/i.test(splitLoggedUrl(url)?.path ?? '')

const changesIn = (json: string | null): AttributeChange[] | undefined => {
  if (json === null) return []
  try {
    return JSON.parse(json) as AttributeChange[]
  } catch {
    return undefined
  }
}
