import { listLocations } from '#db/queries/locations.ts'
import { listApplications, listSegmentGroups } from '#db/queries/policy-applications.ts'
import { listPolicyRules } from '#db/queries/policy-rules.ts'
import { listSamlAttributes } from '#db/queries/saml-attributes.ts'
import { fold } from '#lib/scim/fold.ts'
import { changeIdp, confirmations } from '../idps/index.ts'
import { changeLocation, entryOf as locationEntryOf } from '../places/change-location.ts'
import { applicationEntryOf, segmentGroupEntryOf } from '../policy/applications.ts'
import { changeApplication, changeRule, changeSegmentGroup } from '../policy/index.ts'
import { entryOf as ruleEntryOf } from '../policy/rules.ts'
import { changeSamlAttribute } from '../saml-attributes/index.ts'
import { keyOf, listThings, type PlannedChange, type Thing } from './differences.ts'
import type { ReadFile } from './read.ts'
import type { ConfigurationFile } from './shape.ts'
import { getIdp } from './steps-idps.ts'
import type { Scene } from './steps.ts'

/** A thing that the file calls otherwise than the configuration does, and which is to stay what it is. */
export type Rename = { thing: Thing; from: string }

/**
 * What is to be renamed: things of the file with a `formerName` under which they are there still, while nothing has their
 * name, and the file has nothing else by the former one. Applied once, it asks for nothing any more.
 */
export function renamesIn(current: ConfigurationFile, { file, formerNames }: ReadFile): Rename[] {
  const there = new Set(listThings(current).map(keyOf))
  const wanted = listThings(file)
  const keys = new Set(wanted.map(keyOf))
  return wanted.flatMap((thing) => {
    const from = formerNames.get(keyOf(thing))
    if (from === undefined || there.has(keyOf(thing))) return []
    const former = keyOf({ ...thing, name: from })
    return there.has(former) && !keys.has(former) ? [{ thing, from }] : []
  })
}

/** Gives a thing its new name by the service that the portal uses; whatever names it follows. */
export async function rename({ thing: { kind, name, within }, from }: Rename, { tx, actor }: Scene): Promise<void> {
  const isIt = (row: { nameKey: string }) => row.nameKey === fold(from)
  switch (kind) {
    case 'idp':
      return void (await changeIdp(
        (await getIdp(tx, from)).id,
        { settings: { name }, confirmed: confirmations },
        actor,
      ))
    case 'saml-attribute': {
      const row = (await listSamlAttributes(tx, (await getIdp(tx, within)).id)).find(isIt)
      if (!row) return
      const opened = { name: row.name, samlAttribute: row.samlAttribute }
      return changeSamlAttribute(row.id, { ...opened, name }, { version: row.version, opened }, actor)
    }
    case 'location': {
      const row = (await listLocations(tx)).find(isIt)
      if (!row) return
      const opened = locationEntryOf(row)
      return changeLocation(row.id, { ...opened, name }, { version: row.version, opened }, actor)
    }
    case 'segment-group': {
      const row = (await listSegmentGroups(tx)).find(isIt)
      if (!row) return
      const opened = segmentGroupEntryOf(row)
      return changeSegmentGroup(row.id, { ...opened, name }, { version: row.version, opened }, actor)
    }
    case 'application': {
      const row = (await listApplications(tx)).find(isIt)
      if (!row) return
      const opened = applicationEntryOf(row)
      return changeApplication(row.id, { ...opened, name }, { version: row.version, opened }, actor)
    }
    case 'rule': {
      const row = (await listPolicyRules(tx)).find((each) => each.policy === within && !each.isDefault && isIt(each))
      if (!row) return
      const opened = ruleEntryOf(row)
      return changeRule(row.id, { ...opened, name }, { version: row.version, opened }, actor)
    }
    case 'authentication-settings':
    case 'exempted-urls':
    case 'default-rule':
      // There is one of them, with one name.
      return
  }
}

/** A plan that says of what was renamed that it was, beside what else changes of it. */
export function withRenames(renames: readonly Rename[], changes: readonly PlannedChange[]): PlannedChange[] {
  const renamed = new Map(renames.map((each) => [keyOf(each.thing), each]))
  const told = changes.map((change) => {
    const found = change.change === 'update' ? renamed.get(keyOf(change)) : undefined
    if (!found) return change
    renamed.delete(keyOf(change))
    return { ...change, fields: [nameField(found), ...change.fields] }
  })
  const others = [...renamed.values()].map((each): PlannedChange => {
    const { kind, name, within, path } = each.thing
    return { kind, name, within, change: 'update', fields: [nameField(each)], path }
  })
  return [...others, ...told]
}

const nameField = ({ thing, from }: Rename) => ({ field: 'name', before: from, after: thing.name })
