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
  | { run: 'light' | 'dark' | 'system' | 'help' | 'sign-out'; href?: never; copy?: never }
  | { copy: string; href?: never; run?: never }
)

export type CommandIcon = 'page' | 'copy' | 'action' | 'account' | 'theme' | 'help' | 'idp' | 'user' | 'group' | 'log'
export type CommandGroup = { label: string; items: Command[] }

/** What the search service answers (`GET /search`). */
export type Found =
  | { kind: 'IdP' | 'User' | 'Group' | 'Log' | 'Guide'; id: string; name: string; detail?: string; href: string }
  | { kind: 'Endpoint'; id: string; name: string; copy: string }

/** What a page is called elsewhere, or is looked for to do there. */
const otherWords: Readonly<Record<string, string>> = {
  '/authentication/idp-configuration': 'identity providers saml metadata certificate bearer token scim sync',
  '/authentication/settings': 'session timeout cookies',
  '/authentication/settings/administrators': 'single sign-on',
  '/policy/access': 'rules allow block',
  '/policy/simulator': 'what if test rules',
  '/policy/applications': 'app segments',
  '/administration/administrators': 'invite roles admins',
  '/administration/alerts/destinations': 'webhook e-mail smtp mail server',
  '/administration/reachability': 'public url proxy nginx caddy https',
  '/administration/advanced-settings': 'authentication exemptions',
  '/administration/activation': 'publish draft discard pending changes',
}

const pagesOf = (some: readonly Area[]): Command[] => [
  { id: overview.href, label: overview.label, icon: 'page', href: overview.href },
  ...some.flatMap(({ sections }) =>
    sections.flatMap((section) =>
      section.entries.flatMap(({ label, href, within = [] }): Command[] => [
        { id: href, label, detail: section.label, also: otherWords[href] ?? '', icon: 'page', href },
        ...within.map((page): Command => ({
          id: page.href,
          ...page,
          detail: label,
          also: otherWords[page.href] ?? '',
          icon: 'page',
        })),
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

const own: Command[] = [
  {
    id: '/account',
    label: 'Your account',
    also: 'profile change password two-factor totp authenticator passkey sessions',
    icon: 'account',
    href: '/account',
  },
  { id: 'sign-out', label: 'Sign out', also: 'log out logout', icon: 'account', run: 'sign-out' },
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
  const has = (name: string) => words.every((word) => name.toLowerCase().includes(word))
  /** Those that are called so, then those that have it among their other words. */
  const meant = (some: readonly Command[]): Command[] => {
    const called = some.filter(({ label, detail }) => has(`${label} ${detail ?? ''}`))
    const others = some.filter((one) => !called.includes(one))
    return [...called, ...others.filter(({ label, detail, also }) => has(`${label} ${detail ?? ''} ${also ?? ''}`))]
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
    { label: 'Pages', items: meant(pagesOf(areas)) },
    {
      label: 'Actions',
      items: [...meant([...(mayAddIdp ? [adding] : []), ...own, ...helping, ...themes]), ...endpoints],
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
