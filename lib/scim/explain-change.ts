import type { AttributeChange } from './diff.ts'
import type { LoggedRequest, LogOutcome } from './explain.ts'
import { capitalised, counted, listed, type Phrase, phrase, trimmed } from './explain-words.ts'
import type { JsonValue } from './json.ts'

/** An explanation without what was asked. */
export type Told = { parts: Phrase; done: string; why?: string; next?: string }

/** What an accepted request did to the user or group that it was about. */
export const explainChange = (log: LoggedRequest, thing: Phrase, outcome: LogOutcome): Told => {
  const told = outcome === 'no-change' ? unchanged(log, thing) : changed(log, thing)
  const remarks = remarksOn(log.notes)
  if (remarks.length === 0) return told
  // What was skipped was not here already.
  const isSkipped = outcome === 'no-change' && log.notes.some((note) => SKIPPED.test(note))
  return {
    parts: [
      ...(isSkipped ? phrase`${log.idpName} sent nothing that could be added to ${thing}. No change.` : told.parts),
      ...remarks.map(({ said }) => ` ${said}`),
    ],
    done: [told.done, ...remarks.map(({ said }) => said)].join(' '),
    why: [isSkipped ? undefined : told.why, ...remarks.map(({ why }) => why)].filter(Boolean).join(' '),
    next: [told.next, ...remarks.map(({ next }) => next)].filter(Boolean).join(' '),
  }
}

const unchanged = (log: LoggedRequest, thing: Phrase): Told => ({
  parts: phrase`${log.idpName} sent ${thing} as we already had it. No change.`,
  done: 'Nothing changed.',
  why: `Everything that ${log.idpName} sent was here already.`,
})

const changed = (log: LoggedRequest, thing: Phrase): Told => {
  const type = log.entityType === 'Group' ? 'group' : 'user'
  if (log.method === 'DELETE') {
    return {
      parts: phrase`${log.idpName} deleted ${thing}.`,
      done: `The ${type} was removed, and every membership with it.`,
    }
  }
  if (log.method === 'POST') return (isRestored(log) ? restored : created)(log, thing, type)
  if (log.changes === undefined) {
    return {
      parts: phrase`${log.idpName} changed more of ${thing} than the log keeps.`,
      done: `The ${type} was changed.`,
    }
  }
  return edited(log, thing, type, log.changes)
}

const created = (log: LoggedRequest, thing: Phrase, type: string): Told => {
  const members = type === 'group' ? memberCount(log) : undefined
  const isInactive = type === 'user' && bodyOf(log.request)?.['active'] === false
  const how = members ? ` with ${counted(members, 'member')}` : isInactive ? ', inactive' : ''
  return { parts: phrase`${log.idpName} created ${thing}${how}.`, done: `The ${type} was added${how}.` }
}

/** A POST for a deactivated user that brought this user back, as the identity provider is set up. */
const isRestored = ({ changes, notes }: LoggedRequest): boolean =>
  changes?.some(({ path, before, after }) => path === 'active' && before === false && after === true) === true ||
  notes.some((note) => /restored|reactivated/i.test(note))

const restored = (log: LoggedRequest, thing: Phrase): Told => ({
  parts: phrase`${log.idpName} created ${thing} again, and the deactivated user was restored under the same id.`,
  done: 'The user was reactivated, with what the request said.',
  why: 'A deactivated user with the same userName or externalId was here, and this identity provider is set up to restore.',
})

/** `did`: as it follows the subject; `was`: what became of it. */
type Effect = { did: Phrase; was: string; effect?: string }

const edited = (log: LoggedRequest, thing: Phrase, type: string, changes: readonly AttributeChange[]): Told => {
  const effects: Effect[] = []
  const rest: AttributeChange[] = []
  const nameOf = type === 'group' ? 'displayName' : 'userName'
  const target = (): Phrase => (effects.length === 0 ? thing : [type === 'group' ? 'it' : 'the user'])
  for (const change of [...changes].sort((a, b) => rank(a) - rank(b))) {
    const { path, before, after } = change
    if (path === 'active' && after === false) {
      effects.push({
        did: phrase`deactivated ${target()}`,
        was: 'the user was deactivated',
        effect: 'SCIM-based access stopped.',
      })
    } else if (path === 'active' && before === false) {
      effects.push({ did: phrase`reactivated ${target()}`, was: 'the user was reactivated' })
    } else if (path === nameOf && typeof before === 'string' && typeof after === 'string') {
      const from = { name: trimmed(before) }
      const to = { name: trimmed(after) }
      effects.push({
        did:
          effects.length === 0
            ? phrase`renamed the ${type} ${from} to ${to}`
            : phrase`renamed ${target()} from ${from} to ${to}`,
        was: `the ${type} was renamed`,
      })
    } else if (path === 'members' && isIdList(before) && after === undefined) {
      const count = counted(sizeOf(before), 'member')
      effects.push({ did: phrase`removed ${count} from ${target()}`, was: `${count} removed` })
    } else if (path === 'members' && isIdList(after) && before === undefined) {
      const count = counted(sizeOf(after), 'member')
      effects.push({ did: phrase`added ${count} to ${target()}`, was: `${count} added` })
    } else rest.push(change)
  }
  if (rest.length > 0) effects.push(attributeEffect(rest, target()))
  const isDeleted = log.notes.some((note) => /therefore deleted/.test(note))
  const consequence = isDeleted
    ? ' The user was then deleted, as this identity provider is set up.'
    : effects.flatMap(({ effect }) => (effect === undefined ? [] : [` ${effect}`])).join('')
  return {
    parts: phrase`${log.idpName} ${listed(effects.map(({ did }) => did))}.${consequence}`,
    done: `${capitalised(effects.map(({ was }) => was).join('; '))}.${consequence}`,
  }
}

/** Who somebody is and whether they have access comes before what else is known of them. */
const rank = ({ path, after }: AttributeChange): number =>
  path === 'active' ? 0 : path === 'userName' || path === 'displayName' ? 1 : path === 'members' ? (after ? 2 : 3) : 4

const attributeEffect = (changes: readonly AttributeChange[], target: Phrase): Effect => {
  const names = [...new Set(changes.map(({ path }) => shortPath(path)))]
  const [change] = changes
  if (change !== undefined && changes.length === 1) {
    const { before, after } = change
    const name = names[0] ?? change.path
    if (before === undefined && isShort(after))
      return { did: phrase`set the ${name} of ${target} to ${quoted(after)}`, was: `the attribute ${name} was set` }
    if (after === undefined && isShort(before))
      return {
        did: phrase`cleared the ${name} of ${target}, which was ${quoted(before)}`,
        was: `the attribute ${name} was cleared`,
      }
    if (isShort(before) && isShort(after)) {
      return {
        did: phrase`changed the ${name} of ${target} from ${quoted(before)} to ${quoted(after)}`,
        was: `the attribute ${name} was changed`,
      }
    }
  }
  const all =
    names.length > 4
      ? phrase`${names.slice(0, 3).join(', ')} and ${String(names.length - 3)} more attributes`
      : listed(names.map((name) => [name]))
  return {
    did: phrase`changed ${names.length === 1 ? 'the ' : ''}${all} of ${target}`,
    was: names.length === 1 ? `the attribute ${names[0]} was changed` : `${counted(names.length, 'attribute')} changed`,
  }
}

/** An extension's attribute by its own name. */
const shortPath = (path: string): string => (path.startsWith('urn:') ? (path.split(':').at(-1) ?? path) : path)

const isShort = (value: JsonValue | undefined): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

const quoted = (value: string | number | boolean): string =>
  typeof value === 'string' ? `"${trimmed(value)}"` : String(value)

const isIdList = (value: JsonValue | undefined): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** The log spells out 200 ids and then says how many more there were. */
const sizeOf = (ids: readonly string[]): number => {
  const more = /^… and (\d+) more$/.exec(ids.at(-1) ?? '')?.[1]
  return more === undefined ? ids.length : ids.length - 1 + Number(more)
}

const bodyOf = (text: string | null | undefined): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** How many members a new group came with, without those that were skipped. */
const memberCount = ({ request, notes }: LoggedRequest): number | undefined => {
  const members = bodyOf(request)?.['members']
  if (!Array.isArray(members)) return undefined
  return members.length - notes.reduce((count, note) => count + skippedIn(note), 0)
}

const skippedIn = (note: string): number => {
  const skipped = SKIPPED.exec(note)
  return skipped ? Number(skipped[1] ?? 1) : 0
}

const SKIPPED = /^Skipped (?:a member|(\d+) members)/

type Remark = { said: string; why: string; next: string }

/** What the notes of the service mean for the administrator; those that speak for themselves are left out. */
const remarksOn = (notes: readonly string[]): Remark[] => {
  const remarks: Remark[] = []
  const skipped = notes.filter((note) => SKIPPED.test(note))
  if (skipped.length > 0) {
    const count = skipped.reduce((sum, note) => sum + skippedIn(note), 0)
    remarks.push({
      said: `${counted(count, 'member')} ${count === 1 ? 'was' : 'were'} skipped.`,
      why: skipped.every((note) => /deleted here/.test(note))
        ? 'A member that was deleted here cannot be in a group; the identity provider has not noticed yet.'
        : 'A member that does not exist here cannot be in a group.',
      next: 'If a skipped person should have access, assign the person again in the identity provider.',
    })
  }
  if (notes.some((note) => /outside the Authentication Domains/.test(note))) {
    remarks.push({
      said: 'The userName is outside the Authentication Domains.',
      why: 'Names of other domains are accepted and flagged, as this identity provider is set up.',
      next: 'Add the domain to Authentication Domains, or correct the userName in the identity provider.',
    })
  }
  return remarks
}
