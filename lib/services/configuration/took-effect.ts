import { endSessionsOfIdp } from '#db/queries/end-user-sessions.ts'
import { deleteTokensOf } from '#db/queries/idp-tokens.ts'
import type { VersionRow } from '#db/queries/configuration.ts'
import type { RowDifference } from '#db/queries/drafts.ts'
import { deleteOtherLocalSessions } from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import type { Actor } from '../actor.ts'

/** What configuration does to the world once it counts, in the turn that publishes it. */
export async function takeEffect(
  tx: Writer,
  actor: Actor,
  kind: VersionRow['kind'],
  differences: readonly RowDifference[],
  at: Date,
): Promise<void> {
  for (const { part, key, before, after } of differences) {
    if (part === 'idps') await idpTookEffect(tx, String(key['id']), before?.['status'], after?.['status'], at)
    // On Save, who enforces SSO keeps the session they do it from: changeSsoEnforcement sees to it.
    if (part === 'authenticationSettings' && kind !== 'save' && after?.['enforcesSso'] && !before?.['enforcesSso']) {
      await deleteOtherLocalSessions(tx, [actor.id, String(after['breakGlassId'])])
    }
  }
}

async function idpTookEffect(tx: Writer, idpId: string, before: unknown, after: unknown, at: Date): Promise<void> {
  const isGone = after === undefined || after === 'deleting'
  if (isGone) await deleteTokensOf(tx, idpId)
  if (isGone || (before === 'enabled' && after !== 'enabled')) await endSessionsOfIdp(tx, idpId, 'idp', at)
}
