import { store } from '#db/index.ts'
import {
  countMemberships,
  countSyncLogs,
  deleteIdpRow,
  findIdp,
  listDeletingIdps,
  replaceDomains,
  replaceIdpCertificates,
  sumTotals,
  updateIdp,
} from '#db/queries/idps.ts'
import { idpSweepSteps } from '#db/queries/idp-sweep.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure, edited } from '../configuration/index.ts'
import { requireOwnerForAdministrators } from '../places/idp-rules.ts'
import { findNamingRules, type NamingRule } from '../policy/view.ts'
import { requireNoDefault } from './default-idp.ts'
import { settingsOf } from './settings.ts'

/** What goes with an IdP. */
export type DeletionImpact = {
  users: number
  groups: number
  memberships: number
  syncLogs: number
  /** That name it, and will not match by it any more. */
  rules: NamingRule[]
}

export async function countDeletion(id: string): Promise<DeletionImpact> {
  const q = store().report
  const { users = 0, groups = 0 } = (await sumTotals(q, id)).get(id) ?? {}
  return {
    users,
    groups,
    memberships: await countMemberships(q, id),
    syncLogs: await countSyncLogs(q, id),
    rules: await findNamingRules(await edited(q), 'idp', id),
  }
}

/**
 * Deletes an IdP, unless it is the default one. Its name and domains are free and its tokens dead when this returns; its users, groups and logs are
 * out of reach and go in batches (`sweepDeletedIdps`). `typedName` is what the administrator typed to confirm.
 */
export async function deleteIdp(id: string, typedName: string, actor: Actor): Promise<DeletionImpact> {
  const impact = await countDeletion(id)
  await configure(actor, async (tx) => {
    const row = await findIdp(tx, id)
    if (!row) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
    requireNoDefault(row)
    await requireOwnerForAdministrators(tx, [row], actor)
    if (typedName.trim() !== row.name) {
      throw new AppError('invalid', `Type the name “${row.name}” exactly as it is written.`, { field: 'typedName' })
    }
    await updateIdp(tx, id, {
      status: 'deleting',
      // No name can hold a colon.
      nameKey: `deleting:${id}`,
      usesArbitraryDomains: false,
      scimSync: false,
      scimAttributesForPolicy: false,
      version: row.version + 1,
      updatedAt: new Date(),
    })
    await replaceDomains(tx, id, [])
    await replaceIdpCertificates(tx, id, [])
    await appendAudit(tx, actor, {
      action: 'idp.delete',
      target: { type: 'idp', id, name: row.name },
      before: { ...settingsOf(row, []), ...impact, rules: impact.rules.map((rule) => rule.name) },
    })
  })
  return impact
}

// A request that was admitted just before the deletion may still be writing.
const graceMs = 60_000

/**
 * Deletes what deleted IdPs left behind, at most `batch` rows a turn so that provisioning gets its turns in between;
 * an IdP's turn comes a minute after its deletion.
 * Answers how many IdPs are gone for good. May be stopped at any moment and run again.
 */
export async function sweepDeletedIdps(
  options: { batch?: number; signal?: AbortSignal; now?: Date } = {},
): Promise<number> {
  const batch = options.batch ?? 1000
  let finished = 0
  for (const { id } of await listDeletingIdps(
    store().read,
    new Date((options.now ?? new Date()).getTime() - graceMs),
  )) {
    for (const step of idpSweepSteps) {
      let isMore = true
      while (isMore) {
        if (options.signal?.aborted) return finished
        isMore = await store().write((tx) => step(tx, id, batch))
      }
    }
    await store().write((tx) => deleteIdpRow(tx, id))
    finished += 1
  }
  return finished
}
