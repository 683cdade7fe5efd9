import { store } from '#db/index.ts'
import { listByInternalId } from '#db/queries/find-by-id.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { searchTop } from '#db/queries/search-top.ts'
import { fold } from '#lib/scim/fold.ts'
import { scimEndpoint } from '../idps/endpoint.ts'

/** Something that has a page: `detail` tells it from others of the same name. */
export type Finding = {
  kind: 'IdP' | 'User' | 'Group' | 'Log'
  idpId: string
  id: string
  name: string
  detail: string | undefined
}

/** An IdP whose SCIM Service Provider Endpoint is asked for. */
export type FoundEndpoint = { idpId: string; name: string; endpoint: string }

const MOST = 8
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The few things that a text most likely means: IdPs by name or id, users and groups by any part of their names, and
 * whatever has the text as its internal id. Up to eight of a kind, the best first.
 */
export async function findAnything(text: string): Promise<Finding[]> {
  const wanted = fold(text.trim()).slice(0, 200)
  if (wanted === '') return []
  const q = store().report
  const [idps, identified, people] = await Promise.all([
    listIdpRows(q),
    UUID.test(wanted) ? listByInternalId(q, wanted) : [],
    searchTop(q, wanted, 2 * MOST),
  ])
  const nameOf = (idpId: string) => idps.find((idp) => idp.id === idpId)?.name
  const found: Finding[] = [
    ...idps
      .filter(({ id, nameKey, status }) => status !== 'deleting' && (nameKey.includes(wanted) || id === wanted))
      .map(({ id, name }) => ({ kind: 'IdP' as const, idpId: id, id, name, detail: id })),
    ...identified.map(({ detail, ...one }) => ({ ...one, detail: detail ?? nameOf(one.idpId) })),
    ...people.map(({ kind, idpId, id, name, detail }) => ({
      kind,
      idpId,
      id,
      name,
      detail: [detail === name ? null : detail, nameOf(idpId)].filter(Boolean).join(' · '),
    })),
  ]
  const unique = new Map(found.map((one) => [`${one.kind} ${one.idpId} ${one.id}`, one]))
  return [...Map.groupBy(unique.values(), ({ kind }) => kind).values()].flatMap((some) => some.slice(0, MOST))
}

/** The endpoints that a text like *copy endpoint okta* means; none unless it says so. Up to eight, by the IdPs' names. */
export async function findEndpoints(text: string): Promise<FoundEndpoint[]> {
  const words = fold(text).split(/\s+/).filter(Boolean)
  if (!words.some((word) => word === 'copy' || (word.length > 2 && 'endpoint'.startsWith(word)))) return []
  const names = words.filter((word) => !ENDPOINT_WORDS.some((known) => known.startsWith(word)))
  return (await listIdpRows(store().report))
    .filter(({ singleSignOn, status }) => singleSignOn === 'user' && status !== 'deleting')
    .filter(({ nameKey }) => names.every((name) => nameKey.includes(name)))
    .slice(0, MOST)
    .map(({ id, name, organisationId }) => ({ idpId: id, name, endpoint: scimEndpoint(organisationId, id) }))
}

const ENDPOINT_WORDS = ['copy', 'scim', 'service', 'provider', 'endpoint', 'base', 'tenant', 'url']
