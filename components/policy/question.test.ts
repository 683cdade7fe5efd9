import { expect, test } from 'vitest'
import { questionHref, readQuestion, readRequest, type Question } from './question.ts'

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
])('%j is told at its field', (rest, field) =>
  expect(Object.keys(readRequest(question(rest)).problems ?? {})).toEqual([field]),
)
