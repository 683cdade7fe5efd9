import { drafted } from '#db/drafted.ts'
import { lockAdministrator } from '#db/queries/administrators.ts'
import { findAuthenticationSettings } from '#db/queries/authentication-settings.ts'
import { listDifferences } from '#db/queries/drafts.ts'
import { listPolicyRules } from '#db/queries/policy-rules.ts'
import type { Writer } from '#db/store.ts'
import type { ConfigurationPart } from '#db/tables/configuration.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { danglingOf } from '#lib/policy/references.ts'
import { requireEnforceable } from '../authentication-settings/enforceable.ts'
import { loadSurroundings } from '../policy/load.ts'
import { ruleOf } from '../policy/stored.ts'

/**
 * What the draft names may have vanished since it was saved: a group deleted by its IdP, the owner who was to break the
 * glass. Throws `AppError` `conflict` at what names it: field `rule:<id>`, or `enforcesSso`.
 */
export async function requireComplete(tx: Writer): Promise<void> {
  const differences = await listDifferences(tx)
  const edited = differences.flatMap(({ part, key, after }) =>
    part === 'policyRules' && after ? [String(key['id'])] : [],
  )
  if (edited.length > 0) await requireCompleteRules(tx, new Set(edited))
  await requireWayIn(tx, differences)
}

async function requireCompleteRules(tx: Writer, edited: ReadonlySet<string>): Promise<void> {
  const draft = drafted(tx)
  const rules = (await listPolicyRules(draft)).filter((row) => edited.has(row.id)).map(ruleOf)
  const surroundings = await loadSurroundings(draft, rules)
  for (const rule of rules) {
    const missing = danglingOf(rule, surroundings).find(({ state }) => state === 'gone')
    if (!missing) continue
    throw new AppError('conflict', `Rule “${rule.name}”: ${missing.text} Edit the rule, then activate.`, {
      field: `rule:${rule.id}`,
    })
  }
}

/** Nobody is locked out of the portal by what is published together, or restored. */
export async function requireWayIn(tx: Writer, changed: readonly { part: ConfigurationPart }[]): Promise<void> {
  if (!changed.some(({ part }) => part === 'authenticationSettings' || part === 'idps')) return
  const draft = drafted(tx)
  const wanted = await findAuthenticationSettings(draft)
  if (!wanted?.enforcesSso) return
  const owner = wanted.breakGlassId === null ? undefined : await lockAdministrator(draft, wanted.breakGlassId)
  try {
    await requireEnforceable(draft, owner)
  } catch (error) {
    if (!isAppError(error)) throw error
    throw new AppError('conflict', `Enforce SSO Login for Admins: ${error.message}`, { field: 'enforcesSso' })
  }
}
