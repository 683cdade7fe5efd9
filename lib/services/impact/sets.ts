import { drafted } from '#db/drafted.ts'
import { findNewestVersion } from '#db/queries/configuration.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { compilePolicies, type CompiledSet } from '#lib/policy/compile.ts'
import { configurationState } from '../configuration/index.ts'
import { loadPolicySet } from '../policy/load.ts'

/** Two sets of policies, and what tells whether they are still those: see `basisOf`. */
export type ComparedSets = { before: CompiledSet; after: CompiledSet; basis: string }

/** Stays the same while nobody edits the draft, publishes or discards it. Undefined: there is no draft. */
export async function basisOf(q: Reader): Promise<string | undefined> {
  const { draftedAt, draftVersion } = await configurationState(q)
  return draftedAt ? `${(await findNewestVersion(q))?.id ?? ''} ${draftVersion}` : undefined
}

/**
 * What is published and what is drafted.
 * @throws AppError `conflict` when nothing is drafted, or somebody keeps editing while it is read.
 */
export async function loadComparedSets(q: Reader, attempts = 3): Promise<ComparedSets> {
  const basis = await basisOf(q)
  if (basis === undefined) throw new AppError('conflict', 'Nothing is pending: there is no impact to work out.')
  const before = compilePolicies(await loadPolicySet(q))
  const after = compilePolicies(await loadPolicySet(drafted(q)))
  if ((await basisOf(q)) === basis) return { before, after, basis }
  if (attempts > 1) return loadComparedSets(q, attempts - 1)
  throw new AppError('conflict', 'The draft is being edited. Try again in a moment.')
}
