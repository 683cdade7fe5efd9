import { invalidValue, mutability, noTarget, show } from './errors.ts'
import { isJsonObject, setOwn, type JsonObject, type JsonValue } from './json.ts'
import { atOperation, type PatchOperation } from './patch-operation.ts'
import { parsePath, type PatchPath } from './path.ts'
import { readMemberList, removesOnlyListed } from './quirks.ts'
import type { ResolvedFilter } from './resolve.ts'
import { readMembers, type MemberRef } from './resource.ts'
import { findAttribute } from './catalog.ts'

/** Membership changes in the order they were asked for. Lists hold each id once. */
export type MemberStep =
  | { readonly kind: 'add'; readonly members: readonly MemberRef[] }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  /** Conditions on `members.…` of one member (evaluate.ts: `matchesValue`). */
  | { readonly kind: 'remove-where'; readonly filter: ResolvedFilter }
  | { readonly kind: 'clear' }
  | { readonly kind: 'replace'; readonly members: readonly MemberRef[] }

/**
 * Separates what touches members from the rest, so that memberships can stay rows.
 *
 * @throws ScimError 400 with the place of the operation
 */
export const splitGroupPatch = (
  operations: readonly PatchOperation[],
): { document: PatchOperation[]; members: MemberStep[] } => {
  const document: PatchOperation[] = []
  const members: MemberStep[] = []
  for (const operation of operations) {
    atOperation(operation, operations.length, () => split(operation, document, members))
  }
  return { document, members: joined(members) }
}

/** Ten thousand operations of one member each are one step, as long as they do the same. */
const joined = (steps: readonly MemberStep[]): MemberStep[] => {
  const result: MemberStep[] = []
  for (let i = 0; i < steps.length;) {
    const first = steps[i] as MemberStep
    let end = i + 1
    while (end < steps.length && steps[end]?.kind === first.kind) end++
    const run = steps.slice(i, end)
    if (first.kind === 'add') result.push({ kind: 'add', members: unique(run) })
    else if (first.kind === 'remove') {
      result.push({
        kind: 'remove',
        ids: [...new Set(run.flatMap((step) => (step.kind === 'remove' ? step.ids : [])))],
      })
    } else if (first.kind === 'remove-where') result.push(...run)
    // Of several that each decide everything, the last one counts.
    else result.push(run.at(-1) as MemberStep)
    i = end
  }
  return result
}

const unique = (run: readonly MemberStep[]): MemberRef[] => {
  const members = new Map<string, MemberRef>()
  for (const step of run) {
    if (step.kind !== 'add') continue
    for (const member of step.members) if (!members.has(member.value)) members.set(member.value, member)
  }
  return [...members.values()]
}

const split = (operation: PatchOperation, document: PatchOperation[], members: MemberStep[]): void => {
  const { path } = operation
  if (path === undefined) return splitPathless(operation, document, members)
  if (!namesMembers(path)) return void document.push(operation)
  const step = readStep(operation, parsePath('Group', path))
  if (step !== undefined) members.push(step)
}

const splitPathless = (operation: PatchOperation, document: PatchOperation[], members: MemberStep[]): void => {
  const { op, value } = operation
  if (!isJsonObject(value) || op === 'remove') return void document.push(operation)
  const rest: JsonObject = {}
  let hasRest = false
  for (const key of Object.keys(value)) {
    const item = value[key] as JsonValue
    if (findAttribute('Group', key)?.path === 'members') {
      const step = setStep(op, item)
      if (step !== undefined) members.push(step)
    } else {
      setOwn(rest, key, item)
      hasRest = true
    }
  }
  if (hasRest || Object.keys(value).length === 0) document.push({ ...operation, value: rest })
}

/** Cheap: Okta and Entra send a path like these for each of ten thousand members. */
const namesMembers = (path: string): boolean => {
  const opening = path.indexOf('[')
  const name = (opening < 0 ? path : path.slice(0, opening)).trim()
  const attribute = findAttribute('Group', name)
  return attribute?.path === 'members' || attribute?.parent?.path === 'members'
}

const readStep = (operation: PatchOperation, path: PatchPath): MemberStep | undefined => {
  const { op, value } = operation
  if (path.sub !== undefined) {
    throw mutability(`A member cannot be changed · ${show(path.text)} · remove it and add another`)
  }
  if (op === 'remove') return removeStep(value, path)
  if (path.filter === undefined) return setStep(op, value)
  throw noTarget(`Members are added by the path "members" · ${show(path.text)} · with a list as value`)
}

const setStep = (op: 'add' | 'replace', value: JsonValue | undefined): MemberStep | undefined => {
  const members = readMembers(value ?? null)
  if (op === 'replace') return { kind: 'replace', members }
  return members.length === 0 ? undefined : { kind: 'add', members }
}

const removeStep = (value: JsonValue | undefined, path: PatchPath): MemberStep | undefined => {
  if (path.filter !== undefined) {
    const ids = idsOf(path.filter)
    return ids === undefined ? { kind: 'remove-where', filter: path.filter } : { kind: 'remove', ids }
  }
  if (value === undefined || value === null) return { kind: 'clear' }
  if (!removesOnlyListed(value)) {
    throw invalidValue(
      `The members to remove are not a list · ${show(value)} · accepted: [{"value": "id"}], or no value for all`,
    )
  }
  const ids = readMembers(readMemberList(value)).map((member) => member.value)
  return ids.length === 0 ? undefined : { kind: 'remove', ids }
}

/** The ids of `value eq "a" or value eq "b"`; undefined for any other filter. */
const idsOf = (filter: ResolvedFilter): string[] | undefined => {
  const parts = filter.kind === 'or' ? filter.operands : [filter]
  const ids = new Set<string>()
  for (const part of parts) {
    if (part.kind !== 'compare' || part.op !== 'eq' || part.attribute !== 'members.value') return undefined
    ids.add(String(part.value))
  }
  return [...ids]
}
