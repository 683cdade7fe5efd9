import type { PolicySet } from '#lib/policy/policy-set.ts'
import type { Named } from './shape.ts'

type Thing = { id: string; name: string }
export type NamedKind = 'application' | 'segment-group' | 'location' | 'idp' | 'saml-attribute' | 'scim-group'

/** What rules name, from ids to names and back. SAML attributes and SCIM groups have their names within their IdP. */
export type Names = {
  show(kind: NamedKind, id: string, idpId?: string): Named
  /** Undefined where nothing, or more than one thing, has the name. */
  find(kind: NamedKind, named: Named, idpId?: string): string | undefined
}

export function namesIn(
  { applications, segmentGroups, locations, samlAttributes, groups }: Omit<PolicySet, 'rules'>,
  idps: readonly Thing[],
): Names {
  const lists: Record<NamedKind, readonly (Thing & { idpId?: string })[]> = {
    application: applications,
    'segment-group': segmentGroups,
    location: locations,
    idp: idps,
    'saml-attribute': samlAttributes,
    'scim-group': groups,
  }
  const place = (kind: NamedKind, idpId = '') =>
    `${kind} ${kind === 'saml-attribute' || kind === 'scim-group' ? idpId : ''}`
  const byId = new Map<string, string>()
  const byName = new Map<string, string[]>()
  for (const [kind, list] of Object.entries(lists) as [NamedKind, (typeof lists)[NamedKind]][]) {
    for (const { id, name, idpId } of list) {
      byId.set(`${place(kind, idpId)} ${id}`, name)
      const key = `${place(kind, idpId)} ${name}`
      byName.set(key, [...(byName.get(key) ?? []), id])
    }
  }
  const idsOf = (kind: NamedKind, name: string, idpId?: string) => byName.get(`${place(kind, idpId)} ${name}`) ?? []
  return {
    show(kind, id, idpId) {
      const name = byId.get(`${place(kind, idpId)} ${id}`)
      return name !== undefined && idsOf(kind, name, idpId).length === 1 ? name : { id }
    },
    find(kind, named, idpId) {
      if (typeof named === 'object') return named.id
      const [id, other] = idsOf(kind, named, idpId)
      return other === undefined ? id : undefined
    },
  }
}
