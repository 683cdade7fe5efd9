import { findConfigurationState, type ConfigurationState } from '#db/queries/configuration.ts'
import { findOrganisation } from '#db/queries/organisations.ts'
import { drafted } from '#db/drafted.ts'
import type { Reader } from '#db/store.ts'

/** How configuration takes effect, as it is until somebody changes it: on Save. */
export async function configurationState(q: Reader): Promise<ConfigurationState> {
  const found = await findConfigurationState(q)
  if (found) return found
  return {
    id: (await findOrganisation(q))?.id ?? '',
    takesEffect: 'save',
    draftedAt: null,
    draftVersion: 0,
    lossUsers: 25,
    lossPercent: 5,
    updatedAt: new Date(0),
  }
}

/** The handle that shows configuration as administrators edit it: the draft where there is one, else what is published. */
export async function edited<Q extends Reader>(q: Q): Promise<Q> {
  return (await findConfigurationState(q))?.draftedAt ? drafted(q) : q
}
