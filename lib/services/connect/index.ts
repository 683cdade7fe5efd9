import { listIdpRows } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { scimEndpoint } from '../idps/endpoint.ts'
import { findFacts } from './facts.ts'
import { type ConnectRequest, listRequests } from './requests.ts'
import { connection, type Connection } from './steps.ts'

export type { ConnectRequest } from './requests.ts'
export type { Connection, ConnectStep, StepKey, StepPlace } from './steps.ts'

export type ConnectView = Connection & { requests: ConnectRequest[] }

/** How far an IdP is connected, and what it sent lately; undefined when there is no such IdP. Ask `store().report`. */
export async function readConnection(
  q: Reader,
  idpId: string,
  now: Date = new Date(),
): Promise<ConnectView | undefined> {
  const found = await findFacts(q, idpId, now)
  if (!found) return undefined
  const { idp, facts } = found
  const endpoint = scimEndpoint(idp.organisationId, idpId)
  const connecting = { id: idpId, name: idp.name, endpoint, isUnpublished: facts.status === 'unpublished' }
  return { ...connection(facts), requests: await listRequests(q, connecting) }
}

export type Connecting = { done: number; steps: number }

/**
 * The IdPs that SCIM Sync is on for and that are not connected yet, and how far they are, by their ids. Once policies go by
 * what it brought, somebody has decided that it is connected.
 */
export async function listConnecting(q: Reader, now: Date): Promise<Map<string, Connecting>> {
  const idps = (await listIdpRows(q)).filter((idp) => idp.scimSync && !idp.scimAttributesForPolicy)
  const found = await Promise.all(
    idps.map(async ({ id }): Promise<[string, Connecting][]> => {
      const found = await findFacts(q, id, now)
      if (!found) return []
      const { done, steps } = connection(found.facts)
      return [[id, { done, steps: steps.length }]]
    }),
  )
  return new Map(found.flat())
}
