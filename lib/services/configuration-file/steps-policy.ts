import { findGroupByName } from '#db/queries/groups.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { listApplications, listSegmentGroups } from '#db/queries/policy-applications.ts'
import { findPolicyRuleNamed, listPolicyRules } from '#db/queries/policy-rules.ts'
import { AppError } from '#lib/errors.ts'
import type { PolicySet } from '#lib/policy/policy-set.ts'
import type { Outcome, Policy } from '#lib/policy/rule.ts'
import { fold } from '#lib/scim/fold.ts'
import {
  changeApplication,
  changeDefaultRule,
  changeRule,
  changeSegmentGroup,
  createApplication,
  createRule,
  createSegmentGroup,
  deleteApplication,
  deleteRule,
  deleteSegmentGroup,
} from '../policy/index.ts'
import { applicationEntryOf, segmentGroupEntryOf } from '../policy/applications.ts'
import { getDefaultRule } from '../policy/default-rule.ts'
import { loadSurroundings } from '../policy/load.ts'
import { orderRules } from '../policy/order-rules.ts'
import { entryOf } from '../policy/rules.ts'
import { readCriteria } from './criteria.ts'
import type { PlannedChange } from './differences.ts'
import { namesIn, type Names } from './names.ts'
import type { ConfigurationFile, FileRule } from './shape.ts'
import type { Scene } from './steps.ts'

export async function saveSegmentGroup(
  entry: ConfigurationFile['segmentGroups'][number],
  { tx, actor }: Scene,
): Promise<void> {
  const row = (await listSegmentGroups(tx)).find((each) => each.nameKey === fold(entry.name))
  if (!row) return void (await createSegmentGroup(entry, actor))
  await changeSegmentGroup(row.id, entry, { version: row.version, opened: segmentGroupEntryOf(row) }, actor)
}

export async function removeSegmentGroup({ name }: PlannedChange, { tx, actor }: Scene): Promise<void> {
  const row = (await listSegmentGroups(tx)).find((each) => each.nameKey === fold(name))
  if (row) await deleteSegmentGroup(row.id, actor)
}

export async function saveApplication(
  { segmentGroup, ...application }: ConfigurationFile['applications'][number],
  { tx, actor }: Scene,
): Promise<void> {
  const groups = await listSegmentGroups(tx)
  const group = segmentGroup === null ? undefined : groups.find((each) => each.nameKey === fold(segmentGroup))
  if (segmentGroup !== null && !group) {
    throw new AppError('not-found', `There is no segment group “${segmentGroup}”.`, { field: 'segmentGroup' })
  }
  const entry = { ...application, segmentGroupId: group?.id ?? null }
  const row = (await listApplications(tx)).find((each) => each.nameKey === fold(entry.name))
  if (!row) return void (await createApplication(entry, actor))
  await changeApplication(row.id, entry, { version: row.version, opened: applicationEntryOf(row) }, actor)
}

export async function removeApplication({ name }: PlannedChange, { tx, actor }: Scene): Promise<void> {
  const row = (await listApplications(tx)).find((each) => each.nameKey === fold(name))
  if (row) await deleteApplication(row.id, actor)
}

export async function saveRule(policy: Policy, rule: FileRule, scene: Scene): Promise<void> {
  const { actor } = scene
  const { name, description, isEnabled, criteria, ...outcome } = rule
  const row = await findRule(policy, name, scene)
  const entry = {
    name,
    description,
    isEnabled,
    outcome: { policy, ...outcome } as Outcome,
    criteria: readCriteria(criteria, await namesFor(rule, scene)),
  }
  if (!row) return void (await createRule(policy, entry, actor))
  const opened = entryOf(row)
  // It may have moved alone, which is another step.
  if (JSON.stringify(opened) === JSON.stringify(entry)) return
  await changeRule(row.id, entry, { version: row.version, opened }, actor)
}

export async function removeRule(policy: Policy, { name }: PlannedChange, scene: Scene): Promise<void> {
  const row = await findRule(policy, name, scene)
  if (row) await deleteRule(row.id, scene.actor)
}

/** Puts the rules of a policy in the file's order, once all of them are there. */
export async function arrangeRules(policy: Policy, names: readonly string[], { tx, actor }: Scene): Promise<void> {
  const rows = (await listPolicyRules(tx)).filter((row) => row.policy === policy && !row.isDefault)
  const ids = names.flatMap((name) => rows.find((row) => row.nameKey === fold(name))?.id ?? [])
  if (ids.length !== rows.length) throw new AppError('conflict', 'The rules are not those of the file yet.')
  await orderRules(policy, ids, actor)
}

export async function saveDefaultRule(
  policy: 'forwarding' | 'timeout',
  { description, ...outcome }: ConfigurationFile['policies']['defaults']['forwarding' | 'timeout'],
  { tx, actor }: Scene,
): Promise<void> {
  const { entry, version } = await getDefaultRule(tx, policy)
  const wanted = { description, outcome: { policy, ...outcome } as Outcome }
  await changeDefaultRule(policy, wanted, { version, opened: entry }, actor)
}

const findRule = (policy: Policy, name: string, { tx }: Scene) => findPolicyRuleNamed(tx, policy, fold(name))

/** What the rule may name: SCIM groups, of which there may be a million, are looked up by those that it does name. */
async function namesFor({ criteria }: FileRule, { tx }: Scene): Promise<Names> {
  const idps = await listIdpRows(tx)
  const surroundings = await loadSurroundings(tx, [])
  const groups = new Map<string, PolicySet['groups'][number]>()
  for (const { idp, items } of criteria.identity?.idps ?? []) {
    const idpId = idps.find((each) => each.name === idp)?.id
    for (const item of items) {
      if (!('scimGroup' in item) || typeof item.scimGroup !== 'string' || idpId === undefined) continue
      const found = await findGroupByName(tx, idpId, fold(item.scimGroup))
      if (found) groups.set(found.id, { id: found.id, idpId, name: found.displayName })
    }
  }
  return namesIn({ ...surroundings, groups: [...groups.values()] }, idps)
}
