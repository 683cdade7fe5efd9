import { expect, test } from 'vitest'
import { commandsFor } from './commands.ts'

const labels = (text: string, mayAddIdp = true) =>
  commandsFor(text, [], { mayAddIdp }).flatMap(({ items }) => items.map(({ label }) => label))

test('nothing typed lists every page and action', () => {
  expect(labels('')).toContain('SCIM Sync Logs')
  expect(labels('')).toContain('Add IdP Configuration')
})

test.each([
  ['sync log', 'SCIM Sync Logs'],
  ['LOGS scim', 'SCIM Sync Logs'],
  ['dark', 'Use the dark theme'],
  ['idp', 'IdP Configuration'],
  ['new idp', 'Add IdP Configuration'],
  ['user sessions', 'User Sessions'],
  ['sign-in', 'Sign-in Log'],
  ['not prov', 'Not Provisioned'],
  ['log out', 'Sign out'],
  ['totp', 'Your account'],
  ['invite', 'Administrators'],
  ['publish', 'Activation'],
])('"%s" means %s', (text, label) => {
  expect(labels(text)).toContain(label)
})

test('what is called so comes before what has it among its other words', () => {
  expect(labels('sync')[0]).toBe('SCIM Sync Logs')
  expect(labels('sync')).toContain('IdP Configuration')
})

test('whoever may not add an IdP is not offered it', () => {
  expect(labels('add', false)).not.toContain('Add IdP Configuration')
})

test('what was found stands under its kind; kinds without findings are left out', () => {
  const found = [{ kind: 'User' as const, id: '1', name: 'dana@example.com', detail: 'Okta', href: '/u/1' }]
  expect(commandsFor('dana', found, { mayAddIdp: true })).toEqual([
    {
      label: 'Users',
      items: [{ id: 'User /u/1', label: 'dana@example.com', detail: 'Okta', icon: 'user', href: '/u/1' }],
    },
  ])
})

test('endpoints that were found are actions, to be copied', () => {
  const found = [{ kind: 'Endpoint' as const, id: '7', name: 'Okta', copy: 'https://rollcall.example.com/scim/1/7/v2' }]
  expect(commandsFor('copy endpoint', found, { mayAddIdp: true })).toContainEqual({
    label: 'Actions',
    items: [
      {
        id: 'Endpoint 7',
        label: 'Copy SCIM Service Provider Endpoint',
        detail: 'Okta',
        icon: 'copy',
        copy: 'https://rollcall.example.com/scim/1/7/v2',
      },
    ],
  })
})
