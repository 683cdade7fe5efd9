import { drafted } from '#db/drafted.ts'
import type { Reader } from '#db/store.ts'
import type { Rule, RuleBody } from '#lib/policy/rule.ts'
import { namesOf, type Names } from '#lib/policy/words.ts'
import {
  isDiscardable,
  listPendingChanges,
  readVersion,
  type ConfigurationThing,
  type ThingKind,
} from '../configuration/index.ts'
import { loadSurroundings } from '../policy/load.ts'
import { changeLines, type ChangeLine } from './change-lines.ts'

/** One thing that a draft or a version changes, as its page shows it. Times are ISO 8601. */
export type ChangeView = {
  readonly kind: ThingKind
  readonly id: string
  readonly name: string
  readonly change: ConfigurationThing['change']
  /** Of a rule: its policy. */
  readonly policy: string | undefined
  /** Who edited it last, and when; undefined where that is not known. */
  readonly by: string | undefined
  readonly at: string | undefined
  readonly lines: readonly ChangeLine[]
  /** It is pending, and may be discarded without the rest of the draft. */
  readonly mayDiscard: boolean
}

/** What is pending, thing by thing. Empty where there is no draft. */
export async function readPendingChanges(q: Reader): Promise<ChangeView[]> {
  const pending = await listPendingChanges(q)
  const names = await namesFor(q, pending)
  return pending.map((thing) => ({
    ...viewOf(thing, names),
    by: thing.by,
    at: thing.at?.toISOString(),
    mayDiscard: isDiscardable(thing.kind),
  }))
}

/** What a version changed; undefined when it is not kept any more. */
export async function readVersionChanges(q: Reader, id: string): Promise<ChangeView[] | undefined> {
  const version = await readVersion(q, id)
  if (!version) return undefined
  const names = await namesFor(q, version.changes)
  return version.changes.map((thing) => viewOf(thing, names))
}

const viewOf = (thing: ConfigurationThing, names: Names): ChangeView => ({
  kind: thing.kind,
  id: thing.id,
  name: thing.name,
  change: thing.change,
  policy: thing.policy,
  by: undefined,
  at: undefined,
  lines: changeLines(thing, names),
  mayDiscard: false,
})

/** The names of what these things name, as drafted, else as published: what a draft deletes still has its name. */
async function namesFor(q: Reader, things: readonly ConfigurationThing[]): Promise<Names> {
  const rules = things.flatMap(({ fields }) =>
    fields.flatMap(({ field, before, after }) =>
      field === 'rule' ? [before, after].flatMap((body) => (body ? [asRule(body as RuleBody)] : [])) : [],
    ),
  )
  const [published, draft] = await Promise.all(
    [q, drafted(q)].map(async (handle) => namesOf(await loadSurroundings(handle, rules))),
  )
  if (!published || !draft) throw new Error('Names are of what is published and of the draft.')
  const both = (kind: Exclude<keyof Names, 'most'>) => new Map([...published[kind], ...draft[kind]])
  return {
    applications: both('applications'),
    segmentGroups: both('segmentGroups'),
    idps: both('idps'),
    samlAttributes: both('samlAttributes'),
    groups: both('groups'),
    locations: both('locations'),
  }
}

/** Enough of a rule to look up what it names. */
const asRule = (body: RuleBody): Rule => ({ ...body, id: '', name: '', isEnabled: true, isDefault: false })
