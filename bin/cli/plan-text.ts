import type { PlannedChange } from '#lib/services/configuration-file/index.ts'
import { printable } from './terminal.ts'

const kinds: Readonly<Record<PlannedChange['kind'], string>> = {
  'authentication-settings': '',
  'exempted-urls': '',
  idp: 'IdP',
  'saml-attribute': 'SAML attribute',
  location: 'location',
  'segment-group': 'segment group',
  application: 'application',
  rule: 'rule',
  'default-rule': '',
}

const policies: Readonly<Record<string, string>> = {
  access: 'Access Policy',
  forwarding: 'Client Forwarding Policy',
  timeout: 'Timeout Policy',
}

const signs = { create: '+', update: '~', delete: '-' } as const
const verbs = { create: 'create', update: 'change', delete: 'delete' } as const

/** Longer values are cut in the middle: a certificate, a thousand domains. */
const LONGEST = 160

/** A plan for people: what is created, changed and deleted, and of what changes each field, old and new. */
export function planText(changes: readonly PlannedChange[]): string {
  const count = (change: PlannedChange['change']) => changes.filter((each) => each.change === change).length
  const lines = changes.flatMap(({ kind, name, within, change, fields }) => {
    const place = within === '' ? '' : ` in ${policies[within] ?? printable(within)}`
    const title = `${signs[change]} ${verbs[change]} ${kinds[kind]} ${printable(name)}${place}`.replace(/ {2,}/g, ' ')
    if (change === 'delete') return [title]
    return [
      title,
      ...fields.map(({ field, before, after }) =>
        change === 'create' ? `    ${field}: ${shown(after)}` : `    ${field}: ${shown(before)} → ${shown(after)}`,
      ),
    ]
  })
  const total = `${count('create')} to create, ${count('update')} to change, ${count('delete')} to delete.`
  return [...lines, total, ...(mayBeRenamed(changes) ? [renameHint] : [])].join('\n')
}

const renameHint =
  'A thing that only got another name is deleted and made anew, unless the file has its old one as formerName.'

/** Something goes, and another of its kind comes. */
const mayBeRenamed = (changes: readonly PlannedChange[]): boolean =>
  changes.some(
    (gone) =>
      gone.change === 'delete' &&
      changes.some(({ kind, within, change }) => change === 'create' && kind === gone.kind && within === gone.within),
  )

function shown(value: unknown): string {
  if (value === undefined) return '(none)'
  const text = printable(JSON.stringify(value))
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}`
}
