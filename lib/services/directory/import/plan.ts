import { listAnnotations } from '#db/queries/annotations.ts'
import { listDepartmentsByKeys } from '#db/queries/directory-departments.ts'
import { listGroupsNamed, listOwners, shownName, type Person } from '#db/queries/directory-people.ts'
import type { Outcome } from '#db/queries/imports.ts'
import type { Reader } from '#db/store.ts'
import { fold } from '#lib/scim/fold.ts'
import { localDirectory } from '#lib/table/directories.ts'
import { namedProblems, tidyNamed, tidyUser, userProblems, type NamedEntry, type UserEntry } from '../entries.ts'
import { entryOf } from '../save-user.ts'
import { joinNames, labelOf, type ImportKind, type LineEntry } from './format.ts'

/** Of one column: what it changes from and to (nothing, where it is new), or what is wrong with it. Without a column it is about the line. */
export type Finding = { column?: string; message?: string; before?: string; after?: string }

/** What a line would do now. `entry` is the whole of what would be saved. */
export type Plan =
  | { outcome: 'create'; entry: UserEntry | NamedEntry; findings: Finding[] }
  | { outcome: 'update'; entry: UserEntry | NamedEntry; target: Person | NamedTarget; findings: Finding[] }
  | { outcome: Exclude<Outcome, 'create' | 'update'>; findings: Finding[] }

export type NamedTarget = { id: string; entry: NamedEntry }

/** What lines are compared with: read once for many lines. */
export type Known = {
  people: Awaited<ReturnType<typeof listOwners>>
  /** Groups made by hand, or departments, by folded name. */
  named: Map<string, NamedTarget>
  /** Folded names of the groups made by hand that users are to be in and that exist. */
  groups: Set<string>
}

const nobody: UserEntry = { userName: '', name: '', groups: [], department: '', active: true, comments: '' }

/** The folded name of what a line is about. */
export const nameKeyOf = (kind: ImportKind, line: LineEntry): string =>
  fold((kind === 'users' ? line.userName : line.name) ?? '')

/** Reads what these lines are to be compared with. */
export async function readKnown(q: Reader, kind: ImportKind, lines: readonly LineEntry[]): Promise<Known> {
  const keys = [...new Set(lines.map((line) => nameKeyOf(kind, line)))]
  const known: Known = { people: new Map(), named: new Map(), groups: new Set() }
  if (kind === 'users') {
    known.people = await listOwners(q, keys)
    const names = new Set(lines.flatMap((line) => (line.groups ?? []).map(fold)))
    known.groups = new Set((await listGroupsNamed(q, localDirectory.id, [...names])).keys())
  } else if (kind === 'departments') {
    for (const { nameKey, id, name, comments } of await listDepartmentsByKeys(q, keys)) {
      known.named.set(nameKey, { id, entry: { name, comments } })
    }
  } else {
    const groups = await listGroupsNamed(q, localDirectory.id, keys)
    const ids = [...groups.values()].map((group) => group.id)
    const annotations = await listAnnotations(q, localDirectory.id, ids)
    for (const [key, { id, name }] of groups) {
      known.named.set(key, { id, entry: { name, comments: annotations.get(id)?.comments ?? '' } })
    }
  }
  return known
}

/** What a line would do. */
export function planLine(kind: ImportKind, line: LineEntry, known: Known): Plan {
  return kind === 'users' ? planUser(line, known) : planNamed(kind, line, known)
}

function planUser(line: LineEntry, { people, groups }: Known): Plan {
  const owners = people.get(fold(line.userName ?? '')) ?? []
  const own = owners.find(({ idpId }) => idpId === localDirectory.id)
  const other = owners.find(({ idpId }) => idpId !== localDirectory.id)
  const target = own ?? other
  const before = target ? entryOf(target.person) : nobody
  // An export writes what an IdP's user is called, also where that is put together from parts.
  if (!own && target) before.name = shownName(target.person.row) ?? ''
  const entry = tidyUser({ ...before, ...line, userName: line.userName ?? '' })
  const problems = userProblems(entry)
  if (problems.length > 0) return { outcome: 'error', findings: problems.map((one) => problem('users', one)) }
  // Without the column they are those somebody is in, which exist.
  const made = (line.groups === undefined ? [] : entry.groups)
    .filter((name) => !groups.has(fold(name)))
    .map((name): Finding => ({ column: labelOf('users', 'groups'), message: `The group “${name}” is made.` }))
  if (!target)
    return {
      outcome: 'create',
      entry,
      findings: [...values('users', { ...nobody, userName: entry.userName }, entry), ...made],
    }
  // The case of a User ID is the IdP's to choose.
  const findings = differences('users', before, other && !own ? { ...entry, userName: before.userName } : entry)
  if (findings.length === 0) return { outcome: 'unchanged', findings }
  if (!own) {
    const message = `This user belongs to ${other?.directory ?? 'an identity provider'}. Change it there, or leave the line out.`
    return { outcome: 'conflict', findings: [{ message }, ...findings] }
  }
  return { outcome: 'update', entry, target: own.person, findings: [...findings, ...made] }
}

function planNamed(kind: 'groups' | 'departments', line: LineEntry, { named }: Known): Plan {
  const target = named.get(fold(line.name ?? ''))
  const before: NamedEntry = target?.entry ?? { name: '', comments: '' }
  const entry = tidyNamed({ name: line.name ?? '', comments: line.comments ?? before.comments })
  const problems = namedProblems(entry, kind === 'groups' ? 'Group' : 'Department')
  if (problems.length > 0) return { outcome: 'error', findings: problems.map((one) => problem(kind, one)) }
  if (!target) return { outcome: 'create', entry, findings: values(kind, { ...before, name: entry.name }, entry) }
  const findings = differences(kind, before, entry)
  return findings.length === 0 ? { outcome: 'unchanged', findings } : { outcome: 'update', entry, target, findings }
}

export const problem = (kind: ImportKind, { field, message }: { field: string; message: string }): Finding => ({
  column: labelOf(kind, field),
  message,
})

/** Field by field, in words. Groups are equal whatever their order and case. */
function differences(kind: ImportKind, before: object, after: object): Finding[] {
  const was = new Map(Object.entries(before))
  return Object.entries(after).flatMap(([field, is]): Finding[] => {
    const [from, to] = [textOf(was.get(field)), textOf(is)]
    const isSame = field === 'groups' ? keysOf(was.get(field)) === keysOf(is) : from === to
    return isSame ? [] : [{ column: labelOf(kind, field), before: from, after: to }]
  })
}

/**
 * What a line would do now, where the dry run found something else. What has changed since is a conflict instead of a
 * surprise, but for what is as the line wants it.
 */
export function planAsSeen(plan: Plan, seen: { outcome: Outcome; findings: readonly Finding[] }): Plan {
  if (plan.outcome !== 'create' && plan.outcome !== 'update') return plan
  const isAsSeen = plan.outcome === 'create' || changesIn(plan.findings) === changesIn(seen.findings)
  if (plan.outcome === seen.outcome && isAsSeen) return plan
  const message = {
    create: 'This was there at the dry run, and is gone. Read the file again to see what it would do now.',
    update: 'This has changed since the dry run. Read the file again to see what it would do now.',
  }[plan.outcome]
  return { outcome: 'conflict', findings: [{ message }, ...plan.findings] }
}

/** Without remarks: a group that is missing at the dry run may have been made by a line before. */
const changesIn = (findings: readonly Finding[]): string =>
  JSON.stringify(findings.filter(({ message }) => message === undefined))

/** What a line makes, but for what says itself: what it is about, and what is empty. */
const values = (kind: ImportKind, empty: object, made: object): Finding[] =>
  differences(kind, empty, made).map(({ column = '', after = '' }) => ({ column, after }))

const textOf = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'Active' : 'Inactive'
  return Array.isArray(value) ? joinNames(value.map(String)) : String(value ?? '')
}

const keysOf = (value: unknown): string =>
  Array.isArray(value) ? JSON.stringify(value.map((name) => fold(String(name))).sort()) : ''
