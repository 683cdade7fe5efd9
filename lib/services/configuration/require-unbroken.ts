import { drafted } from '#db/drafted.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { listApplications, listSegmentGroups } from '#db/queries/policy-applications.ts'
import { findPolicyRule, listRulesNaming } from '#db/queries/policy-rules.ts'
import { findSamlAttribute } from '#db/queries/saml-attributes.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { danglingOf } from '#lib/policy/references.ts'
import { loadSurroundings } from '../policy/load.ts'
import { ruleOf } from '../policy/stored.ts'
import type { ConfigurationThing } from './things.ts'

/**
 * Throws `AppError` `conflict` where a thing that is as published again names what the draft does not have, or is named by
 * what the draft has while it is there no more itself.
 */
export async function requireUnbroken(tx: Writer, thing: ConfigurationThing): Promise<void> {
  const draft = drafted(tx)
  const users = thing.change === 'create' ? await usersOf(draft, thing) : []
  if (users.length > 0) {
    throw broken(thing, `the draft uses it in ${users.slice(0, 3).join(', ')}. Discard or edit that first.`)
  }
  const missing = thing.change === 'create' ? undefined : await missingFor(draft, thing)
  if (missing !== undefined) throw broken(thing, `${missing} Discard that change first.`)
}

const broken = ({ name }: ConfigurationThing, why: string) => new AppError('conflict', `${name}: ${why}`)

/** What names a thing that was only drafted. */
async function usersOf(draft: Writer, { kind, id }: ConfigurationThing): Promise<string[]> {
  if (kind !== 'application' && kind !== 'segment-group' && kind !== 'saml-attribute') return []
  const rules = await listRulesNaming(draft, { kind, targetId: id })
  const members =
    kind === 'segment-group' ? (await listApplications(draft)).filter((each) => each.segmentGroupId === id) : []
  return [...rules, ...members].map(({ name }) => name)
}

/** What a thing names that the draft lacks, in a sentence. */
async function missingFor(draft: Writer, { kind, id }: ConfigurationThing): Promise<string | undefined> {
  switch (kind) {
    case 'policy': {
      const row = await findPolicyRule(draft, id)
      if (!row) return undefined
      const rule = ruleOf(row)
      return danglingOf(rule, await loadSurroundings(draft, [rule])).find(({ state }) => state === 'gone')?.text
    }
    case 'application': {
      const groupId = (await listApplications(draft)).find((each) => each.id === id)?.segmentGroupId ?? null
      if (groupId === null || (await listSegmentGroups(draft)).some((each) => each.id === groupId)) return undefined
      return 'the segment group that it would be in again is deleted in the draft.'
    }
    case 'saml-attribute': {
      const idpId = (await findSamlAttribute(draft, id))?.idpId
      return (await listIdpRows(draft)).some((idp) => idp.id === idpId) ? undefined : 'its IdP is deleted in the draft.'
    }
    default:
      return undefined
  }
}
