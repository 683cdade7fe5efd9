import type { CheckName } from './checks.ts'
import type { Expected } from './read-response.ts'
import type { RefusalCode } from './refusals.ts'
import { testCertificate } from './testing.ts'
import { testIdp, type Answer } from './testing-idp.ts'

/** What attacks are made with. `other` is an IdP that this one does not trust; `own` is what assertions are encrypted for. */
export type Scene = Awaited<ReturnType<typeof attackScene>>

export async function attackScene() {
  const [idp, other, weak, ended, own] = await Promise.all([
    testIdp(),
    testIdp({ entityId: 'https://other.example.com' }),
    testIdp({ certificate: { keySize: 1024 } }),
    testIdp({ certificate: { validTo: new Date('2026-11-22T11:59:59Z') } }),
    testCertificate({ commonName: 'rollcall-245' }),
  ])
  return { idp, other, weak, ended, own }
}

/** A message that must be refused. */
export type Attack = {
  name: string
  /** The check that refuses it. */
  by: CheckName
  /** What becomes of it when that check is missing: the next line of defence, or none. */
  without: 'accepted' | RefusalCode
  /** The form value, or an answer of the trusted IdP, forged by its hooks. */
  send: (scene: Scene) => string | Answer
  expected?: (scene: Scene) => Partial<Expected>
}

export const base64 = (xml: string | Buffer): string => Buffer.from(xml).toString('base64')
export const textOf = (form: string): string => Buffer.from(form, 'base64').toString()

/** Puts something where no signature looks: Entra signs the assertion alone. */
export const unsignedPart = (markup: string): Answer => ({
  shape: 'entra',
  after: (xml) => xml.replace('</samlp:Status>', () => `</samlp:Status>${markup}`),
})

/** An answer whose content was changed before the IdP signed it: what a careless or hostile IdP may say. */
export const saying = (from: string | RegExp, to: string, answer: Answer = {}): Answer => ({
  ...answer,
  before: (xml) => changed(xml, from, to),
})

/** An answer that was changed on its way. */
export const tampering = (from: string | RegExp, to: string, answer: Answer = {}): Answer => ({
  ...answer,
  after: (xml) => changed(xml, from, to),
})

/** A forgery that changes nothing would prove nothing. */
export function changed(xml: string, from: string | RegExp, to: string): string {
  const result = xml.replace(from, () => to)
  if (result === xml) throw new Error(`${String(from)} is not in the message`)
  return result
}
