import { store } from '#db/index.ts'
import { findOrganisation, insertOrganisation, type OrganisationRow } from '#db/queries/organisations.ts'

/** The one organisation of this deployment: its number is part of every endpoint. Made when there is none yet. */
export async function getOrganisation(): Promise<OrganisationRow> {
  const found = await findOrganisation(store().read)
  if (found) return found
  const made: OrganisationRow = { id: '1', name: 'My organisation', createdAt: new Date(), secondFactor: 'optional' }
  await store().write((tx) => insertOrganisation(tx, made))
  return (await findOrganisation(store().read)) ?? made
}

/** Sees to it that the organisation has its number and a name; awaited at every start, before the first request. */
export async function ensureOrganisation(): Promise<void> {
  await getOrganisation()
}
