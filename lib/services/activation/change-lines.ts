import type { RuleBody } from '#lib/policy/rule.ts'
import { outcomeText } from '#lib/policy/outcome-words.ts'
import { criterionTexts, type Names } from '#lib/policy/words.ts'
import type { ConfigurationThing } from '../configuration/index.ts'

/** A value as JSON has it; undefined: there was, or is, nothing. */
type Value = string | number | boolean | readonly string[] | undefined

/** What differs in one field of a thing, `field` as its form calls it. Of a rule also `action`, `message` and criteria. */
export type ChangeLine = { readonly field: string; readonly before: Value; readonly after: Value }

/** What Rollcall keeps for itself, and what follows from another line. */
const untold = new Set([
  'scimPolicySince',
  'metadataCheckedAt',
  'metadataProblem',
  'pendingMetadata',
  'wizardStep',
  'reauthenticateSince',
  'isDefault',
  'policy',
])

/** What differs in a thing, field by field; of one that was made or deleted, what it is, without what is empty. */
export function changeLines(thing: ConfigurationThing, names: Names): ChangeLine[] {
  const isWhole = thing.change !== 'update'
  return thing.fields
    .flatMap(({ field, before, after }): ChangeLine[] => {
      if (untold.has(field) && !(thing.kind === 'idp' && field === 'isDefault')) return []
      if (field === 'rule') return ruleLines(before as RuleBody | undefined, after as RuleBody | undefined, names)
      return [{ field, before: valueOf(field, before, names), after: valueOf(field, after, names) }]
    })
    .filter((line) => !isWhole || !isEmpty(line.before) || !isEmpty(line.after))
}

const isEmpty = (value: Value): boolean =>
  value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0)

/** A rule's document taken apart: what it does, and each kind of criteria as a sentence's part. */
function ruleLines(before: RuleBody | undefined, after: RuleBody | undefined, names: Names): ChangeLine[] {
  const told = (rule: RuleBody | undefined): Map<string, string> => {
    if (!rule) return new Map()
    const { outcome, criteria } = rule
    const message = 'message' in outcome && outcome.message !== '' ? [['message', outcome.message] as const] : []
    return new Map([
      ['action', outcomeText(outcome)] as const,
      ...message,
      ...criterionTexts(criteria, names).map(({ kind, text }) => [kind, text] as const),
    ])
  }
  const [was, is] = [told(before), told(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) =>
    was.get(field) === is.get(field) ? [] : [{ field, before: was.get(field), after: is.get(field) }],
  )
}

function valueOf(field: string, value: unknown, names: Names): Value {
  if (value === undefined || value === null) return undefined
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((each) => (field === 'ports' ? portText(each) : String(each)))
  if (typeof value === 'string') return nameFor(field, value, names) ?? value
  return typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value)
}

const nameFor = (field: string, id: string, names: Names): string | undefined => {
  if (field === 'segmentGroupId') return names.segmentGroups.get(id)
  if (field === 'idpId') return names.idps.get(id)
  return field === 'parentId' ? names.locations.get(id) : undefined
}

function portText(range: unknown): string {
  const { protocol, from, to } = range as { protocol: string; from: number; to: number }
  return `${protocol.toUpperCase()} ${from === to ? from : `${from}–${to}`}`
}
