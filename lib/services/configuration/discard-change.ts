import { isConflict } from '#db/dialect.ts'
import { drafted } from '#db/drafted.ts'
import { store } from '#db/index.ts'
import { saveConfigurationState } from '#db/queries/configuration.ts'
import { listDifferences, replaceRows, type RowDifference } from '#db/queries/drafts.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import { listPolicyRules, updatePolicyRule, type PolicyName } from '#db/queries/policy-rules.ts'
import type { Writer } from '#db/store.ts'
import type { ConfigurationPart } from '#db/tables/configuration.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { endDraft } from './activate.ts'
import { requireUnbroken } from './require-unbroken.ts'
import { configurationState } from './state.ts'
import { thingsOf, type ConfigurationThing, type ThingKind } from './things.ts'

/** Where the things lie whose change can be discarded by itself. IdPs, settings and locations hang together too closely. */
const parts: Partial<Record<ThingKind, ConfigurationPart>> = {
  policy: 'policyRules',
  application: 'applications',
  'segment-group': 'segmentGroups',
  'saml-attribute': 'samlAttributes',
  'exempted-url': 'exemptedUrls',
}

export const isDiscardable = (kind: ThingKind): boolean => kind in parts

/**
 * Makes one thing of the draft what is published again; everything else stays drafted. `seen`: the draft's version that the
 * caller decided on.
 * @throws AppError `changed` when the draft has been edited since; `conflict` when there is none, when the thing is not
 * changed in it, or when the draft would then name what is not there, or have one name twice.
 */
export async function discardChange(
  actor: Actor,
  { kind, id, seen }: { kind: ThingKind; id: string; seen: number },
): Promise<void> {
  const part = parts[kind]
  if (!part) throw new AppError('invalid', 'Changes of this kind are discarded with the whole draft.')
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const state = await configurationState(tx)
    if (state.draftVersion !== seen) {
      throw new AppError('changed', 'The draft was edited after you looked at it. Look at what is pending now.')
    }
    const all = state.draftedAt ? await listDifferences(tx) : []
    const own = all.filter((each) => isOf(each, part, id))
    const thing = (await thingsOf(tx, own)).find((each) => each.kind === kind && each.id === id)
    if (!thing) throw new AppError('conflict', 'Nothing of it is pending: somebody else activated or discarded it.')
    await takeBack(tx, thing, own)
    await requireUnbroken(tx, thing)
    if ((await listDifferences(tx)).length === 0) await endDraft(tx, state)
    // Raised, so that nobody activates or discards by what they saw before.
    else await saveConfigurationState(tx, { ...state, draftVersion: state.draftVersion + 1, updatedAt: new Date() })
    await appendAudit(tx, actor, {
      action: 'configuration.discard',
      target: { type: 'setting', id: 'configuration', name: 'Configuration' },
      before: { changes: [`${thing.kind} ${thing.name}: ${thing.change}`] },
    })
  })
}

/** A rule's references are its own. */
const isOf = ({ part, key }: RowDifference, wanted: ConfigurationPart, id: string): boolean =>
  (part === wanted && key['id'] === id) ||
  (wanted === 'policyRules' && part === 'policyReferences' && key['ruleId'] === id)

async function takeBack(tx: Writer, thing: ConfigurationThing, own: readonly RowDifference[]): Promise<void> {
  try {
    await replaceRows(
      drafted(tx),
      own.map(({ part, key, before }) => ({ part, key, after: before })),
    )
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError(
      'conflict',
      `${thing.name}: something else of the draft has the name it would get back. Rename that, or discard its change first.`,
    )
  }
  if (thing.kind === 'policy') await arrange(tx, thing.policy as PolicyName, thing.id)
}

/** Puts a rule behind the one that it stands behind as published, as far as that is drafted too; orders have no gaps. */
async function arrange(tx: Writer, policy: PolicyName, id: string): Promise<void> {
  const draft = drafted(tx)
  const inOrder = async (q: Writer) =>
    (await listPolicyRules(q))
      .filter((row) => row.policy === policy && !row.isDefault)
      .toSorted((a, b) => a.position - b.position)
  const [published, rules] = [await inOrder(tx), await inOrder(draft)]
  const others = rules.filter((row) => row.id !== id)
  const [rule] = rules.filter((row) => row.id === id)
  if (rule) {
    const before = published.slice(
      0,
      published.findIndex((row) => row.id === id),
    )
    const behind = before.findLast((row) => others.some((other) => other.id === row.id))
    others.splice(others.findIndex((row) => row.id === behind?.id) + 1, 0, rule)
  }
  for (const [index, row] of others.entries()) {
    if (row.position !== index + 1) await updatePolicyRule(draft, { ...row, position: index + 1 })
  }
}
