import { beforeAll, describe, expect, test } from 'vitest'
import { checkCodes, Checklist, type CheckName } from './checks.ts'
import { readResponseWith, type Expected } from './read-response.ts'
import { isSamlRefusal } from './refusals.ts'
import { attackScene, type Attack, type Scene } from './testing-attacks.ts'
import { claimAttacks } from './testing-attacks-claims.ts'
import { encryptionAttacks } from './testing-attacks-encryption.ts'
import { markupAttacks } from './testing-attacks-markup.ts'
import { signatureAttacks } from './testing-attacks-signature.ts'
import { wrappingAttacks } from './testing-attacks-wrapping.ts'

let scene: Scene
beforeAll(async () => {
  scene = await attackScene()
})

/** What becomes of a message: `accepted`, or the code of its refusal and the check that made it. */
function outcome(response: string, expected: Expected, ...off: CheckName[]): string {
  try {
    readResponseWith(new Checklist(off), response, expected)
    return 'accepted'
  } catch (error) {
    if (!isSamlRefusal(error)) throw error
    const failed = error.known.checks.find(({ isOk }) => !isOk)
    return failed ? `${error.code} ${failed.name}` : error.code
  }
}

const tables: Record<string, Attack[]> = {
  markup: markupAttacks,
  wrapping: wrappingAttacks,
  signatures: signatureAttacks,
  encryption: encryptionAttacks,
  claims: claimAttacks,
}
const attacks = Object.values(tables).flat()

describe.each(Object.entries(tables))('%s', (_kind, rows) => {
  test.each(rows)('$name is refused by “$by”; without that check: $without', ({ by, without, send, expected }) => {
    const sent = send(scene)
    const response = typeof sent === 'string' ? sent : scene.idp.respond(sent)
    const against = { ...scene.idp.expected, ...expected?.(scene) }
    expect(outcome(response, against)).toBe(`${checkCodes[by]} ${by}`)
    // The check removed: the message is judged otherwise, so that the line above would have failed.
    expect(outcome(response, against, by).split(' ')[0]).toBe(without)
  })
})

test('every check of a response has an attack that it refuses', () => {
  const ofLogout = (name: string) => name.startsWith('logout')
  const unproven = Object.keys(checkCodes).filter((name) => !ofLogout(name) && !attacks.some(({ by }) => by === name))
  expect(unproven).toEqual([])
})

test('the scene is fair: without a forgery everything is accepted', () => {
  for (const shape of ['okta', 'entra', 'ping'] as const) {
    expect(outcome(scene.idp.respond({ shape }), scene.idp.expected)).toBe('accepted')
  }
})
