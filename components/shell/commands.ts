import { areas, type Area, overview } from './navigation.ts'

/**
 * One line of the command menu. `run` names what the menu does itself, `copy` is text to copy; otherwise it goes to `href`.
 */
export type Command = {
  id: string
  label: string
  /** Tells it from others of the same label. */
  detail?: string | undefined
  /** Other words for it, which are not shown. */
  also?: string
  icon: CommandIcon
} & (
  | { href: string; run?: never; copy?: never }
  | { run: 'light' | 'dark' | 'system' | 'help'; href?: never; copy?: never }
  | { copy: string; href?: never; run?: never }
)

export type CommandIcon = 'page' | 'copy' | 'action' | 'theme' | 'help' | 'idp' | 'user' | 'group' | 'log'
export type CommandGroup = { label: string; items: Command[] }

/** What the search service answers (`GET /search`). */
export type Found =
  | { kind: 'IdP' | 'User' | 'Group' | 'Log' | 'Guide'; id: string; name: string; detail?: string; href: string }
  | { kind: 'Endpoint'; id: string; name: string; copy: string }

const pagesOf = (some: readonly Area[]): Command[] => [
  { id: overview.href, label: overview.label, icon: 'page', href: overview.href },
  ...some.flatMap(({ sections }) =>
    sections.flatMap((section) =>
      section.entries.flatMap(({ label, href, within = [] }): Command[] => [
        { id: href, label, detail: section.label, icon: 'page', href },
        ...within.map((page): Command => ({ id: page.href, ...page, detail: label, icon: 'page' })),
      ]),
    ),
  ),
]

const themes: Command[] = [
  { id: 'light', label: 'Use the light theme', icon: 'theme', run: 'light' },
  { id: 'dark', label: 'Use the dark theme', icon: 'theme', run: 'dark' },
  { id: 'system', label: 'Use the theme of the system', icon: 'theme', run: 'system' },
]

const helping: Command[] = [
  { id: 'help', label: 'Help for this page', icon: 'help', run: 'help' },
  { id: '/help', label: 'All guides', detail: 'Help', icon: 'help', href: '/help' },
  { id: '/help/scim-api', label: 'SCIM API', detail: 'Help', icon: 'help', href: '/help/scim-api' },
]

const adding: Command = {
  id: 'add-idp',
  label: 'Add IdP Configuration',
  also: 'new create connect identity provider',
  icon: 'action',
  href: '/authentication/idp-configuration/new',
}

const kinds = [
  { kind: 'IdP', label: 'Identity providers', icon: 'idp' },
  { kind: 'User', label: 'Users', icon: 'user' },
  { kind: 'Group', label: 'Groups', icon: 'group' },
  { kind: 'Log', label: 'Log entries', icon: 'log' },
  { kind: 'Guide', label: 'Guides', icon: 'help' },
] as const

/** The menu's lines for what was typed: pages and actions that it names, then what was found in the directory. */
export const commandsFor = (
  text: string,
  found: readonly Found[],
  { mayAddIdp }: { mayAddIdp: boolean },
): CommandGroup[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const isMeant = ({ label, detail, also }: Command) => {
    const name = `${label} ${detail ?? ''} ${also ?? ''}`.toLowerCase()
    return words.every((word) => name.includes(word))
  }
  const endpoints = found.flatMap((one): Command[] =>
    one.kind === 'Endpoint'
      ? [
          {
            id: `Endpoint ${one.id}`,
            label: 'Copy SCIM Service Provider Endpoint',
            detail: one.name,
            icon: 'copy',
            copy: one.copy,
          },
        ]
      : [],
  )
  const groups: CommandGroup[] = [
    { label: 'Pages', items: pagesOf(areas).filter(isMeant) },
    {
      label: 'Actions',
      items: [...[...(mayAddIdp ? [adding] : []), ...helping, ...themes].filter(isMeant), ...endpoints],
    },
    ...kinds.map(({ kind, label, icon }) => ({
      label,
      items: found.flatMap((one): Command[] =>
        one.kind === kind
          ? [{ id: `${kind} ${one.href}`, label: one.name, detail: one.detail, icon, href: one.href }]
          : [],
      ),
    })),
  ]
  return groups.filter(({ items }) => items.length > 0)
}
