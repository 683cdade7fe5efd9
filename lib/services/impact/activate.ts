import { store } from '#db/index.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { activate, configurationState, type Activation } from '../configuration/index.ts'
import { findKnownLoss } from './view.ts'

/**
 * What has to be typed before the draft is activated. Undefined: nothing; few enough people lose access. `people`: so many
 * lose it. `unknown`: nobody has worked it out.
 */
export type Demanded = { text: string; reason: 'people' | 'unknown' } | undefined

export async function demandedConfirmation(q: Reader): Promise<Demanded> {
  const [known, { lossUsers, lossPercent }] = await Promise.all([findKnownLoss(q), configurationState(q)])
  if (!known) return { text: 'activate without knowing', reason: 'unknown' }
  const isMuch = known.losing > lossUsers || known.share > lossPercent
  return isMuch ? { text: `${known.losing} lose access`, reason: 'people' } : undefined
}

/**
 * Activates the draft once what is demanded was typed. `seen` and `force` as for `activate`.
 * @throws AppError `invalid` (field `typed`) otherwise, and what `activate` throws.
 */
export async function activateConfirmed(
  actor: Actor,
  { typed, ...how }: { seen: number; force: boolean; typed: string },
): Promise<Activation> {
  // Somebody edited since: that is what there is to say, whatever was typed. `activate` does, and publishes nothing.
  if (how.seen < (await configurationState(store().read)).draftVersion) return activate(actor, how)
  const demanded = await demandedConfirmation(store().read)
  if (demanded && typed.trim() !== demanded.text) {
    const why =
      demanded.reason === 'people'
        ? 'More people lose access than may without being asked.'
        : 'Who loses access was not worked out for the draft as it is now.'
    throw new AppError('invalid', `${why} Type “${demanded.text}” to activate all the same.`, { field: 'typed' })
  }
  return activate(actor, how)
}
