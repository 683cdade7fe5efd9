import { store } from '#db/index.ts'
import { findOrganisation, type OrganisationRow } from '#db/queries/organisations.ts'
import { ensureOrganisation } from '#lib/services/organisation.ts'

/** The one organisation of this deployment: its number is part of every endpoint. Made when there is none yet. */
export async function getOrganisation(): Promise<Pick<OrganisationRow, 'id' | 'name'>> {
  const found = await findOrganisation(store().read)
  if (found) return found
  await ensureOrganisation()
  return (await findOrganisation(store().read)) ?? { id: '1', name: 'Rollcall' }
}
