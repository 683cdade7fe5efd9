import { store } from '#db/index.ts'
import { findOrganisation, insertOrganisation } from '#db/queries/organisations.ts'

/** Sees to it that the one organisation has its number and a name; awaited at every start, before the first request. */
export async function ensureOrganisation(): Promise<void> {
  if (await findOrganisation(store().read)) return
  await store().write(async (tx) => insertOrganisation(tx, { id: '1', name: 'My organisation', createdAt: new Date() }))
}
