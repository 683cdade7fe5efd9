import { expect, test } from 'vitest'
import { questionHref, readItems, readQuestion, readRequest, writeItems, type Question } from './question.ts'

const question = (rest: Partial<Question>) => ({ ...readQuestion({}), user: 'dana@example.com', ...rest })

test('an address asks what it says, and nothing else', () => {
  const asked = readQuestion({ user: 'dana@example.com', idp: '7', other: 'x', platform: ['mac', 'ios'] })
  expect(asked).toMatchObject({ user: 'dana@example.com', idp: '7', platform: '' })
  expect(questionHref(asked)).toBe('/policy/simulator?idp=7&user=dana%40example.com')
})

test.each([
  ['wiki.example.com', { host: 'wiki.example.com', port: 443, protocol: 'tcp' }],
  ['Wïki.example.com:8443', { host: 'xn--wki-zma.example.com', port: 8443, protocol: 'tcp' }],
  ['http://wiki.example.com/page?x=1', { host: 'wiki.example.com', port: 80, protocol: 'tcp' }],
  ['https://[2001:db8::7]:444', { host: '2001:db8::7', port: 444, protocol: 'tcp' }],
])('%s is a destination', (destination, expected) =>
  expect(readRequest(question({ destination }))).toMatchObject({ request: { destination: expected } }),
)

test('an application goes before a destination, and what is not chosen is not known', () => {
  expect(readRequest(question({ application: 'a1', destination: 'wiki', platform: 'beos' }))).toEqual({
    at: undefined,
    signedInAt: undefined,
    request: {
      destination: { applicationId: 'a1' },
      clientType: undefined,
      platform: undefined,
      countryCode: undefined,
      address: undefined,
    },
  })
})

test.each<[Partial<Question>, keyof Question]>([
  [{ destination: '' }, 'destination'],
  [{ destination: 'a b' }, 'destination'],
  [{ destination: 'wiki:99999' }, 'destination'],
  [{ destination: 'wiki', address: '10.0.0' }, 'address'],
  [{ destination: 'wiki', country: 'Germany' }, 'country'],
  [{ destination: 'wiki', user: ' ' }, 'user'],
  [{ destination: 'wiki', at: 'yesterday' }, 'at'],
  [{ destination: 'wiki', signedIn: 'once' }, 'signedIn'],
  [{ destination: 'wiki', at: '2026-11-01T08:00:00Z', signedIn: '2026-11-01T08:01:00Z' }, 'signedIn'],
])('%j is told at its field', (rest, field) =>
  expect(Object.keys(readRequest(question(rest)).problems ?? {})).toEqual([field]),
)

test('somebody invented needs no name, and may never have signed in', () => {
  const read = readRequest(question({ who: 'invented', user: '', destination: 'wiki', signedIn: 'never' }))
  expect(read).toMatchObject({ signedInAt: null })
  const timed = question({ destination: 'wiki', at: '2026-11-02T08:00:00Z', signedIn: '2026-11-01T08:00:00Z' })
  expect(readRequest(timed)).toMatchObject({
    at: new Date('2026-11-02T08:00:00Z'),
    signedInAt: new Date('2026-11-01T08:00:00Z'),
  })
})

test('what somebody invented has goes into the address and back', () => {
  const items = [
    { kind: 'scim-group', groupId: 'g1' },
    { kind: 'scim', attribute: 'emails.value', value: 'a=b\u{1f600}' },
    { kind: 'saml', attributeId: 's1', value: '' },
    { kind: 'any-saml' },
  ] as const
  expect(readItems(writeItems(items))).toEqual(items)
  expect(readItems('group:g1\nnonsense\nscim:department\n')).toEqual([
    { kind: 'scim-group', groupId: 'g1' },
    { kind: 'scim', attribute: '', value: '' },
  ])
  expect(writeItems([{ kind: 'scim', attribute: 'title', value: 'a\ngroup:g2' }])).toBe('scim:title=a group:g2')
})
