import { createServer } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { Checklist, checkCodes, type CheckName } from './checks.ts'
import { readResponseWith, readSamlResponse } from './read-response.ts'
import { isSamlRefusal, type SamlRefusal } from './refusals.ts'
import { attackScene, base64, changed, textOf, type Scene } from './testing-attacks.ts'
import { testNow, type Answer } from './testing-idp.ts'

let scene: Scene
beforeAll(async () => {
  scene = await attackScene()
})

function refusal(response: string, ...off: CheckName[]): SamlRefusal {
  const expected = { ...scene.idp.expected, decryptionKeys: [scene.own.privateKey] }
  try {
    readResponseWith(new Checklist(off), response, expected)
  } catch (error) {
    if (isSamlRefusal(error)) return error
    throw error
  }
  throw new Error('It was accepted')
}

describe('clocks may differ by 60 seconds, and assertions be 10 minutes old', () => {
  const seen = (seconds: number, answer: Answer = {}) => {
    const now = new Date(testNow.getTime() + seconds * 1000)
    try {
      return readSamlResponse(scene.idp.respond(answer), { ...scene.idp.expected, now }).nameId
    } catch (error) {
      return isSamlRefusal(error) ? error.code : error
    }
  }
  const lasting: Answer = { before: (xml) => xml.replaceAll('12:05:00.000Z', '13:00:00.000Z') }

  test.each<[string, number, unknown, Answer?]>([
    ['issued 60 seconds ahead', -60, 'dana@example.com'],
    ['issued 61 seconds ahead', -61, 'SAML-401'],
    ['59 seconds after its end', 5 * 60 + 59, 'dana@example.com'],
    ['60 seconds after its end', 5 * 60 + 60, 'SAML-402'],
    ['11 minutes old, 10 and the difference of clocks', 11 * 60, 'dana@example.com', lasting],
    ['a second older', 11 * 60 + 1, 'SAML-405', lasting],
  ])('%s', (_what, seconds, outcome, answer) => expect(seen(seconds, answer)).toBe(outcome))

  test('until its end, difference included, its id must be remembered', () => {
    const read = (answer: Answer) => readSamlResponse(scene.idp.respond(answer), scene.idp.expected)
    expect(read({}).expiresAt).toEqual(new Date(testNow.getTime() + 6 * 60_000))
    expect(read(lasting).expiresAt).toEqual(new Date(testNow.getTime() + 11 * 60_000))
  })
})

describe('nothing that is sent costs much', () => {
  const levels = (count: number) => '<a>'.repeat(count) + '</a>'.repeat(count)
  const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
  const inStatus = (markup: string) => (xml: string) => changed(xml, '</samlp:Status>', `${markup}</samlp:Status>`)

  test.each<[string, (xml: string) => string]>([
    ['5,000 levels', inStatus(levels(5000))],
    ['a megabyte of starts', () => '<'.repeat(1_000_000)],
    ['a megabyte of start tags', () => '<a>'.repeat(340_000)],
    ['a megabyte of attributes', (xml) => inStatus(`<a ${'b=""\n '.repeat(160_000)}/>`)(xml)],
    ['a megabyte of spaces in a tag', () => `<a${' '.repeat(1_000_000)}`],
    ['a megabyte of an unclosed value', () => `<a b="${'x'.repeat(1_000_000)}`],
    ['a megabyte of ampersands', () => `<a>${'&'.repeat(1_000_000)}</a>`],
    ['a billion laughs', (xml) => xml.replace('?><', `?><!DOCTYPE r [<!ENTITY e0 "ha">${entities}]><`)],
    ['a megabyte of comments', inStatus('<!---->'.repeat(140_000))],
    ['thousands of signatures', inStatus('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(9000))],
  ])('%s', (_what, forge) => {
    const response = base64(forge(textOf(scene.idp.respond({ shape: 'entra' }))))
    const begunAt = performance.now()
    refusal(response)
    // Generous: machines are shared. What a parser would make of these takes seconds, or never ends.
    expect(performance.now() - begunAt).toBeLessThan(2500)
  })
})

test('no entity is fetched, even where every check of markup is missing', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end('owner@example.com')
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
  const xml = textOf(scene.idp.respond())
  const doctype = `<!DOCTYPE r SYSTEM "${url}" [<!ENTITY % p SYSTEM "${url}">%p;<!ENTITY e SYSTEM "${url}">]>`
  const forged = changed(changed(xml, '?><', `?>${doctype}<`), '>dana@example.com<', '>&e;<')
  const markup = (Object.keys(checkCodes) as CheckName[]).filter((name) => checkCodes[name] === 'SAML-103')
  expect(refusal(base64(forged)).code).toBe('SAML-103')
  expect(refusal(base64(forged), ...markup).code).not.toBe('SAML-103')
  await new Promise((closed) => server.close(closed))
  expect(asked).toBe(0)
})

test('whatever is altered in an encryption, the answer is the same', () => {
  const xml = textOf(scene.idp.respond({ shape: 'entra', encryptFor: scene.own.pem }))
  const [, key = '', content = ''] = /<xenc:CipherValue>(.*?)<.*<xenc:CipherValue>(.*?)</s.exec(xml) ?? []
  const flipped = (value: string, at: number) => {
    const bytes = Buffer.from(value, 'base64')
    bytes[at < 0 ? bytes.length + at : at] = (bytes[at < 0 ? bytes.length + at : at] ?? 0) ^ 1
    return bytes.toString('base64')
  }
  const altered = [
    changed(xml, key, flipped(key, 5)),
    changed(xml, key, key.slice(0, 40)),
    changed(xml, key, ''),
    changed(xml, content, flipped(content, 0)),
    changed(xml, content, flipped(content, 40)),
    changed(xml, content, flipped(content, -1)),
    changed(xml, content, content.slice(0, 8)),
    changed(xml, content, ''),
  ].map((each) => refusal(base64(each)))
  expect(new Set(altered.map(({ message }) => message))).toEqual(new Set(['The assertion cannot be decrypted']))
})
