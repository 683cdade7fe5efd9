import { beforeEach, describe, expect, test } from 'vitest'
import { answerQuestion, newQuestion, readAnswer, type Arrival } from './arrival.ts'
import { forgetCallers, MOST_WAYS, noteCaller, seenCallers, type SeenRequest } from './callers.ts'
import { differenceTo } from './difference.ts'

const direct: SeenRequest = {
  kind: 'scim',
  host: 'rollcall.example.com',
  forwardedProto: '',
  forwardedHost: '',
  via: '',
  isForwarded: false,
  isTrusted: false,
  peer: '192.0.2.1',
}
const proxied = { ...direct, isForwarded: true, isTrusted: true, forwardedProto: 'https' }

describe('what is remembered', () => {
  beforeEach(forgetCallers)

  test('requests that came the same way, together, with the last peer', () => {
    noteCaller(direct, 1_000)
    noteCaller({ ...direct, peer: '192.0.2.2' }, 2_000)
    noteCaller({ ...direct, kind: 'saml' }, 3_000)
    expect(seenCallers().callers).toEqual([
      { ...direct, peer: '192.0.2.2', count: 2, firstAt: 1_000, lastAt: 2_000 },
      { ...direct, kind: 'saml', count: 1, firstAt: 3_000, lastAt: 3_000 },
    ])
  })

  test('a stranger who tries one name after another drives out nobody who comes often, and takes no more room', () => {
    noteCaller(direct, 1)
    noteCaller(direct, 2)
    for (let name = 0; name < 1_000; name++) noteCaller({ ...direct, host: `${name}.evil.example` }, 10 + name)
    noteCaller({ ...direct, host: 'x'.repeat(5_000) }, 5_000)
    const { callers } = seenCallers()
    expect(callers.length).toBeLessThanOrEqual(MOST_WAYS)
    expect(callers[0]).toMatchObject({ host: direct.host, count: 2 })
    expect(callers.some(({ host }) => host.length > 255)).toBe(false)
  })
})

const https = new URL('https://rollcall.example.com')
test.each([
  ['as set', https, proxied, undefined],
  ['with the port that https implies', https, { ...proxied, host: 'Rollcall.example.com:443' }, undefined],
  [
    'with a name in front',
    https,
    { ...proxied, host: '127.0.0.1:3000', forwardedHost: 'rollcall.example.com' },
    undefined,
  ],
  ['another name', https, { ...proxied, host: 'old.example.com' }, /^It named old\.example\.com/],
  ['a port', https, { ...proxied, host: 'rollcall.example.com:8443' }, /^It named rollcall\.example\.com:8443/],
  ['without TLS', https, { ...proxied, forwardedProto: 'http' }, /^It came over http/],
  ['past the proxy', https, direct, /^It came over http/],
  ['by a proxy that does not say', https, { ...proxied, forwardedProto: '' }, undefined],
  [
    'by a stranger who claims a name',
    https,
    { ...proxied, isTrusted: false, host: 'a.example', forwardedHost: 'rollcall.example.com' },
    /^It named a\.example/,
  ],
  ['on http', new URL('http://localhost:3000'), { ...direct, host: 'localhost:3000' }, undefined],
  ['nonsense', https, { ...direct, host: 'a b' }, /no host/],
] as const)('the address: %s', (_what, url, request, expected) => {
  if (expected === undefined) expect(differenceTo(url, request)).toBeUndefined()
  else expect(differenceTo(url, request)).toMatch(expected)
})

describe('the question', () => {
  const { kind: _kind, ...ways } = proxied
  const arrival: Arrival = { ...ways, client: '203.0.113.9', forwardedFor: '203.0.113.9', process: 'abcd' }

  test('is answered to this installation, for a minute', () => {
    const question = newQuestion()
    expect(question).toMatch(/^[\w.-]+$/)
    const answer = answerQuestion(question, arrival) ?? ''
    expect(readAnswer(question, answer)).toEqual(arrival)
    expect(answerQuestion(question, arrival, Date.now() + 61_000)).toBeUndefined()
  })

  test.each(['', 'x', 'a.b.c', '../../etc', `${newQuestion()}x`, newQuestion().replace(/^./, '-')])(
    'of a stranger is not: %s',
    (question) => expect(answerQuestion(question, arrival)).toBeUndefined(),
  )

  test('an answer that was made up, or is for another question, is not believed', () => {
    const question = newQuestion()
    const answer = answerQuestion(question, arrival) ?? ''
    expect(readAnswer(newQuestion(), answer)).toBeUndefined()
    expect(readAnswer(question, answer.replace('203.0.113.9', '203.0.113.8'))).toBeUndefined()
    for (const text of ['', '{}', 'null', '<html>', '{"arrival":1,"mac":2}']) {
      expect(readAnswer(question, text)).toBeUndefined()
    }
  })
})
