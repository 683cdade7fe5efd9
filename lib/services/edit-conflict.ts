import { findLastChange } from '#db/queries/last-change.ts'
import type { Reader } from '#db/store.ts'
import { AppError, type FieldConflict } from '#lib/errors.ts'
import type { Actor } from './actor.ts'

type Fields = Readonly<Record<string, unknown>>

/** The thing as it is now; `type` and `id` as its audit rows name it. */
export type ChangedThing = { type: string; id: string; name: string; version: number; updatedAt: Date }

/**
 * The `changed` error for an edit that began at an older version of a thing, with what its form needs to show the two side
 * by side and to go on from there. `states` have the same fields, free of secrets; `opened` comes from the form, which alone
 * knows what its administrator saw.
 */
export async function changedMeanwhile(
  q: Reader,
  actor: Actor,
  thing: ChangedThing,
  states: { opened: Fields; theirs: Fields; mine: Fields },
): Promise<AppError> {
  const last = await findLastChange(q, thing)
  const at = (last?.at ?? thing.updatedAt).toISOString()
  const who = last ? ` by ${last.actorName}` : ''
  return new AppError(
    'changed',
    `${thing.name} was changed${who} at ${at.slice(0, 16).replace('T', ' ')} UTC, after you opened it. What you entered is still here.`,
    {
      conflict: {
        version: thing.version,
        ...(last ? { by: last.actorName } : {}),
        isOwn: last?.actorId === actor.id,
        at,
        fields: disagreements(states),
      },
    },
  )
}

/** The fields that would differ afterwards, whichever of the two is kept. Where both want the same there is nothing to ask. */
export function disagreements({
  opened,
  theirs,
  mine,
}: {
  opened: Fields
  theirs: Fields
  mine: Fields
}): FieldConflict[] {
  return Object.keys(opened)
    .filter((field) => JSON.stringify(theirs[field]) !== JSON.stringify(mine[field]))
    .map((field) => ({ field, opened: opened[field], theirs: theirs[field], mine: mine[field] }))
}
