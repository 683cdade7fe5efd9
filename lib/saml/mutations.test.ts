import { SAML } from '@node-saml/node-saml'
import { beforeAll, expect, test } from 'vitest'
import type { Assertion } from './assertion.ts'
import { readSamlResponse, type Expected } from './read-response.ts'
import { isSamlRefusal } from './refusals.ts'
import { attackScene, base64, textOf, type Scene } from './testing-attacks.ts'
import { testAcs, testAudience, type Answer } from './testing-idp.ts'
import { mutated, randomFrom } from './testing-mutations.ts'

/** Of each shape. `ROLLCALL_MUTATIONS=5000 npm run unit -- mutations` for more, `ROLLCALL_SEED` for others. */
const MUTATIONS = Number(process.env['ROLLCALL_MUTATIONS'] ?? 60)
const SEED = Number(process.env['ROLLCALL_SEED'] ?? 1)

let scene: Scene
beforeAll(async () => {
  scene = await attackScene()
})

/** Everything that is read, but for what the reading made of it. */
const identity = (read: Assertion): Assertion => ({ ...read, checks: [], xml: '' })

function read(response: string, expected: Expected): Assertion | undefined {
  try {
    return identity(readSamlResponse(response, expected))
  } catch (error) {
    // A mutation may end in a refusal, and in nothing else.
    if (isSamlRefusal(error)) return undefined
    throw error
  }
}

test.each<[string, (scene: Scene) => Answer]>([
  ['signed on response and assertion', () => ({ shape: 'okta' })],
  ['signed on the assertion', () => ({ shape: 'entra' })],
  ['signed on the response', () => ({ shape: 'ping' })],
  ['encrypted in a signed response', ({ own }) => ({ shape: 'okta', encryptFor: own.pem })],
  ['encrypted', ({ own }) => ({ shape: 'entra', encryptFor: own.pem })],
])('a response %s, changed by somebody, is refused or says what it said', { timeout: 6e5 }, async (_shape, answer) => {
  const now = new Date()
  const response = scene.idp.respond({ ...answer(scene), now })
  const expected = { ...scene.idp.expected, now, decryptionKeys: [scene.own.privateKey] }
  const original = read(response, expected)
  expect(original?.nameId).toBe('dana@example.com')
  const random = randomFrom(SEED)
  const accepted: string[] = []
  let forged = 0
  for (let times = 0; times < MUTATIONS; times++) {
    const changed = mutated(textOf(response), random)
    if (/<(\w+:)?NameID[^<>]*>(?!dana@example\.com<)/.test(changed)) forged += 1
    const found = read(base64(changed), expected)
    if (found === undefined) continue
    expect(found, changed).toEqual(original)
    accepted.push(changed)
  }
  // Changes of what is not signed pass; somebody who read the document instead of the signed bytes would be taken in.
  expect(accepted.length).toBeLessThan(MUTATIONS)
  if (!('encryptFor' in answer(scene))) expect(forged).toBeGreaterThan(0)
  await expectSecondReader(accepted, original)
})

/** What is accepted here reads alike in another library, with other parsers. */
async function expectSecondReader(messages: string[], original: Assertion | undefined): Promise<void> {
  const library = new SAML({
    callbackUrl: testAcs,
    issuer: testAudience,
    idpCert: scene.idp.pem,
    decryptionPvk: scene.own.privateKey,
    acceptedClockSkewMs: 60_000,
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
  })
  for (const xml of messages) {
    const { profile } = await library.validatePostResponseAsync({ SAMLResponse: base64(xml) })
    const attributes = Object.entries((profile?.['attributes'] ?? {}) as Record<string, string | string[]>)
    expect({
      issuer: profile?.issuer,
      nameId: profile?.nameID,
      nameIdFormat: profile?.nameIDFormat,
      sessionIndex: profile?.sessionIndex,
      attributes: attributes.map(([name, values]) => ({ name, values: [values].flat() })),
    }).toEqual({
      issuer: original?.issuer,
      nameId: original?.nameId,
      nameIdFormat: original?.nameIdFormat,
      sessionIndex: original?.sessionIndex,
      attributes: original?.attributes,
    })
  }
}
