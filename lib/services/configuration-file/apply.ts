import { store } from '#db/index.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { configure, edited } from '../configuration/index.ts'
import { prepareIdp, type PreparedIdp } from '../idps/index.ts'
import { differencesOf, keyOf, type PlannedChange } from './differences.ts'
import { exportConfiguration } from './export.ts'
import { placed, type ReadFile } from './read.ts'
import { rename, renamesIn, withRenames, type Rename } from './renames.ts'
import { takeSteps, type Scene } from './steps.ts'

/** What a file changes. `isDraft`: it waits for Activate afterwards. */
export type Plan = { changes: PlannedChange[]; isDraft: boolean }

export type ApplyOptions = {
  /** IdPs that the file lacks are deleted, with their users, groups and logs. */
  deletesIdps?: boolean
}

/** Rounds in which what is there comes to what the file says: one, and one for what steps did to each other. */
const MOST_ROUNDS = 4

/** Ends a turn that was only to be tried. */
class Tried extends Error {
  readonly plan: Plan

  constructor(plan: Plan) {
    super()
    this.plan = plan
  }
}

/**
 * What applying a file would change: found out by doing it and undoing it, so that what is refused is told now. Throws as
 * `applyConfiguration`.
 */
export async function planConfiguration(wanted: ReadFile, actor: Actor, options: ApplyOptions = {}): Promise<Plan> {
  const prepared = await prepareIdps(wanted)
  try {
    return await configure(actor, async (tx, { isDraft }) => {
      throw new Tried({ changes: await work(tx, wanted, actor, options, prepared), isDraft })
    })
  } catch (error) {
    if (error instanceof Tried) return error.plan
    throw error
  }
}

/**
 * Brings the configuration to what a file says, all of it or nothing, in one transaction. `planned`: what was shown and
 * agreed to; `AppError` `changed` when it would be something else by now.
 * Throws `AppError` that begins with the line and the field of what is refused.
 */
export async function applyConfiguration(
  wanted: ReadFile,
  actor: Actor,
  { planned, ...options }: ApplyOptions & { planned?: readonly PlannedChange[] } = {},
): Promise<Plan> {
  const prepared = await prepareIdps(wanted)
  return configure(actor, async (tx, { isDraft }) => {
    const changes = await work(tx, wanted, actor, options, prepared)
    if (planned && JSON.stringify(planned) !== JSON.stringify(changes)) {
      throw new AppError(
        'changed',
        'The configuration was changed after the plan was made. Nothing was applied; look at a new plan.',
      )
    }
    return { changes, isDraft }
  })
}

/** Key pairs for the IdPs that the file adds, before the turn: others write meanwhile. */
async function prepareIdps(wanted: ReadFile): Promise<PreparedIdp[]> {
  const current = await exportConfiguration(await edited(store().report))
  const renamed = new Set(renamesIn(current, wanted).map(({ thing }) => keyOf(thing)))
  const made = differencesOf(current, wanted.file).filter(
    (each) => each.kind === 'idp' && each.change === 'create' && !renamed.has(keyOf(each)),
  )
  return Promise.all(made.map(prepareIdp))
}

async function work(
  tx: Writer,
  wanted: ReadFile,
  actor: Actor,
  { deletesIdps = false }: ApplyOptions,
  kept: readonly PreparedIdp[],
): Promise<PlannedChange[]> {
  // A turn may run twice.
  const prepared = [...kept]
  const renames = await takeRenames(wanted, { tx, actor, deletesIdps, round: 0, prepared })
  const changes = differencesOf(await exportConfiguration(tx), wanted.file)
  let left = changes
  for (let round = 0; left.length > 0; round++) {
    const [first] = left
    if (round === MOST_ROUNDS && first) {
      const what = `${first.name}: ${first.fields.map(({ field }) => field).join(', ')}`
      throw new AppError('conflict', `${wanted.at(first.path)}: this cannot be brought about in one go. ${what}`)
    }
    await takeSteps(left, wanted, { tx, actor, deletesIdps, round, prepared })
    left = differencesOf(await exportConfiguration(tx), wanted.file)
  }
  return withRenames(renames, changes)
}

/** Renames first, so that what names those things is no difference; SAML attributes once their IdP is called as in the file. */
async function takeRenames(wanted: ReadFile, scene: Scene): Promise<Rename[]> {
  const taken: Rename[] = []
  for (;;) {
    const found = renamesIn(await exportConfiguration(scene.tx), wanted)
    if (found.length === 0) return taken
    for (const each of found) {
      try {
        await rename(each, scene)
      } catch (error) {
        throw placed(wanted.at, each.thing.path, error)
      }
      taken.push(each)
    }
  }
}
