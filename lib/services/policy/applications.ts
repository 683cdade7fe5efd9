import { isConflict } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import {
  deleteApplicationRow,
  deleteSegmentGroupRow,
  findApplication,
  findSegmentGroup,
  insertApplication,
  insertSegmentGroup,
  updateApplication,
  updateSegmentGroup,
  type ApplicationRow,
  type SegmentGroupRow,
} from '#db/queries/policy-applications.ts'
import { listRulesNaming } from '#db/queries/policy-rules.ts'
import type { Reader, Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { gone, invalid } from './gone.ts'
import {
  portsText,
  readApplication,
  readNamed,
  type ApplicationEntry,
  type SegmentGroupEntry,
} from './segment-entry.ts'
import { applicationOf } from './stored.ts'

/** Adds an application segment. Answers its id. Throws `AppError` at the field that is wrong. */
export async function createApplication(wanted: ApplicationEntry, actor: Actor): Promise<{ id: string }> {
  return turn(actor, wanted.name, async (tx) => {
    const columns = await applicationColumns(tx, wanted)
    const at = new Date()
    const row = { ...columns, id: newId(at), version: 1, createdAt: at, updatedAt: at }
    await insertApplication(tx, row)
    await appendAudit(tx, actor, {
      action: 'application.create',
      target: { type: 'application', id: row.id, name: row.name },
      after: await toldApplication(tx, row),
    })
    return { id: row.id }
  })
}

/** Changes a segment. `seen`: what the caller's form showed; `AppError` `changed` when it is so no more. */
export async function changeApplication(
  id: string,
  wanted: ApplicationEntry,
  seen: { version: number; opened: ApplicationEntry },
  actor: Actor,
): Promise<void> {
  await turn(actor, wanted.name, async (tx) => {
    const row = existing(await findApplication(tx, id), 'application')
    if (row.version !== seen.version) {
      const thing = { type: 'application', id, name: row.name, version: row.version, updatedAt: row.updatedAt }
      throw await changedMeanwhile(tx, actor, thing, {
        opened: seen.opened,
        theirs: applicationEntryOf(row),
        mine: wanted,
      })
    }
    const changed = {
      ...row,
      ...(await applicationColumns(tx, wanted)),
      version: row.version + 1,
      updatedAt: new Date(),
    }
    await updateApplication(tx, changed)
    await appendAudit(tx, actor, {
      action: 'application.update',
      target: { type: 'application', id, name: changed.name },
      before: await toldApplication(tx, row),
      after: await toldApplication(tx, changed),
    })
  })
}

/** Deletes a segment. Rules that name it stay, and match it no more: `listRulesNaming` tells beforehand which they are. */
export async function deleteApplication(id: string, actor: Actor): Promise<{ rules: number }> {
  return turn(actor, '', async (tx) => {
    const row = existing(await findApplication(tx, id), 'application')
    const rules = await listRulesNaming(tx, { kind: 'application', targetId: id })
    await deleteApplicationRow(tx, id)
    await appendAudit(tx, actor, {
      action: 'application.delete',
      target: { type: 'application', id, name: row.name },
      before: { ...(await toldApplication(tx, row)), rules: rules.map((rule) => rule.name) },
    })
    return { rules: rules.length }
  })
}

export async function createSegmentGroup(wanted: SegmentGroupEntry, actor: Actor): Promise<{ id: string }> {
  const entry = readNamed(wanted)
  return turn(actor, entry.name, async (tx) => {
    const at = new Date()
    const id = newId(at)
    await insertSegmentGroup(tx, {
      ...entry,
      id,
      nameKey: fold(entry.name),
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    await appendAudit(tx, actor, {
      action: 'segment-group.create',
      target: { type: 'segment-group', id, name: entry.name },
      after: entry,
    })
    return { id }
  })
}

export async function changeSegmentGroup(
  id: string,
  wanted: SegmentGroupEntry,
  seen: { version: number; opened: SegmentGroupEntry },
  actor: Actor,
): Promise<void> {
  const entry = readNamed(wanted)
  await turn(actor, entry.name, async (tx) => {
    const row = existing(await findSegmentGroup(tx, id), 'segment group')
    const theirs = segmentGroupEntryOf(row)
    if (row.version !== seen.version) {
      const thing = { type: 'segment-group', id, name: row.name, version: row.version, updatedAt: row.updatedAt }
      throw await changedMeanwhile(tx, actor, thing, { opened: seen.opened, theirs, mine: entry })
    }
    const stamps = { nameKey: fold(entry.name), version: row.version + 1, updatedAt: new Date() }
    await updateSegmentGroup(tx, { ...row, ...entry, ...stamps })
    await appendAudit(tx, actor, {
      action: 'segment-group.update',
      target: { type: 'segment-group', id, name: entry.name },
      before: theirs,
      after: entry,
    })
  })
}

/** Deletes a segment group; its segments stay, in none. */
export async function deleteSegmentGroup(id: string, actor: Actor): Promise<{ rules: number }> {
  return turn(actor, '', async (tx) => {
    const row = existing(await findSegmentGroup(tx, id), 'segment group')
    const rules = await listRulesNaming(tx, { kind: 'segment-group', targetId: id })
    await deleteSegmentGroupRow(tx, id)
    await appendAudit(tx, actor, {
      action: 'segment-group.delete',
      target: { type: 'segment-group', id, name: row.name },
      before: { ...segmentGroupEntryOf(row), rules: rules.map((rule) => rule.name) },
    })
    return { rules: rules.length }
  })
}

/** A stored segment as a form shows it. */
export function applicationEntryOf(row: ApplicationRow): ApplicationEntry {
  const { name, isEnabled, domains, ports, segmentGroupId } = applicationOf(row)
  const [tcpPorts, udpPorts] = [portsText(ports, 'tcp'), portsText(ports, 'udp')]
  return { name, description: row.description, isEnabled, domains: [...domains], tcpPorts, udpPorts, segmentGroupId }
}

export const segmentGroupEntryOf = ({ name, description, isEnabled }: SegmentGroupRow): SegmentGroupEntry => ({
  name,
  description,
  isEnabled,
})

async function applicationColumns(tx: Writer, wanted: ApplicationEntry) {
  const { name, description, isEnabled, domains, ports, segmentGroupId } = readApplication(wanted)
  if (segmentGroupId !== null && !(await findSegmentGroup(tx, segmentGroupId))) {
    throw invalid('segmentGroupId', 'Segment Group: it does not exist any more. Choose another one.')
  }
  return {
    name,
    nameKey: fold(name),
    description,
    isEnabled,
    domains: JSON.stringify(domains),
    ports: JSON.stringify(ports),
    segmentGroupId,
  }
}

/** The audit log names segment groups. */
async function toldApplication(q: Reader, row: ApplicationRow): Promise<object> {
  const { segmentGroupId, ...entry } = applicationEntryOf(row)
  const group = segmentGroupId === null ? undefined : await findSegmentGroup(q, segmentGroupId)
  return { ...entry, segmentGroup: group?.name ?? null }
}

function existing<T>(row: T | undefined, thing: string): T {
  if (!row) throw gone(thing)
  return row
}

async function turn<T>(actor: Actor, name: string, work: (tx: Writer) => Promise<T>): Promise<T> {
  try {
    return await configure(actor, async (tx) => {
      return work(tx)
    })
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError('conflict', `Name: “${name}” exists already, whatever its case. Choose another name.`, {
      field: 'name',
    })
  }
}
