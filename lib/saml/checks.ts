import type { CheckResult } from './assertion.ts'
import { SamlRefusal, type Known, type RefusalCode } from './refusals.ts'

/**
 * Every check of a message, by the name that tests and the Test page use, with the refusal it leads to. Each of them has
 * an attack in attacks.test.ts that it alone, or it first, refuses.
 */
export const checkCodes = {
  base64: 'SAML-101',
  size: 'SAML-102',
  utf8: 'SAML-104',
  'no comments': 'SAML-103',
  'no CDATA': 'SAML-103',
  'no processing instructions': 'SAML-103',
  'no DOCTYPE': 'SAML-103',
  'no foreign entities': 'SAML-103',
  'absolute namespaces': 'SAML-103',
  'nothing around the root': 'SAML-104',
  depth: 'SAML-104',
  'number of elements': 'SAML-104',
  'number of attributes': 'SAML-104',
  'well-formed': 'SAML-104',
  'root element': 'SAML-105',
  version: 'SAML-105',
  status: 'SAML-107',
  'one assertion': 'SAML-106',
  'one message': 'SAML-106',
  'unique IDs': 'SAML-108',
  'signature present': 'SAML-201',
  'signatures in their places': 'SAML-204',
  'parts of the signature': 'SAML-204',
  'one reference, to its parent': 'SAML-204',
  transforms: 'SAML-204',
  canonicalisation: 'SAML-204',
  'digest of something': 'SAML-204',
  'signature algorithm': 'SAML-203',
  'digest algorithm': 'SAML-203',
  'key strength': 'SAML-205',
  signature: 'SAML-202',
  'certificate in date': 'SAML-205',
  'encryption of one assertion': 'SAML-206',
  'encryption algorithms': 'SAML-207',
  'AES-CBC in a signed response': 'SAML-207',
  'signed inside the encryption': 'SAML-208',
  'form of the assertion': 'SAML-109',
  conditions: 'SAML-109',
  issuer: 'SAML-301',
  'issuer of the response': 'SAML-301',
  audience: 'SAML-302',
  recipient: 'SAML-303',
  destination: 'SAML-304',
  bearer: 'SAML-305',
  'one request': 'SAML-310',
  'issued just now': 'SAML-405',
  'not issued in the future': 'SAML-401',
  'valid already': 'SAML-401',
  'not expired': 'SAML-402',
  'confirmation not expired': 'SAML-402',
  'confirmation valid already': 'SAML-401',
  'authenticated in the past': 'SAML-401',
  'session not over': 'SAML-406',
  'times present': 'SAML-403',
  'times in UTC': 'SAML-404',
  'one NameID': 'SAML-501',
  'NameID can be read': 'SAML-501',
  'attributes of text': 'SAML-601',
  'names of attributes': 'SAML-602',
  'logout parameters': 'SAML-802',
  'logout inflates': 'SAML-802',
  'logout signed': 'SAML-801',
  'logout type': 'SAML-801',
  'logout for us': 'SAML-801',
} as const satisfies Record<string, RefusalCode>

export type CheckName = keyof typeof checkCodes

/**
 * Keeps what was checked. Before the signature is verified a failed check ends the reading (`demand`); after it, all
 * checks are made (`note`), so that the Test page can show every fault at once, and `settle` refuses for the first.
 *
 * `off` is for tests alone: what a message would lead to if the check were not there. Nothing outside this folder makes
 * a Checklist.
 */
export class Checklist {
  readonly #results = new Map<CheckName, CheckResult>()
  signed: Known['signed']
  #first: { name: CheckName; words: string } | undefined
  readonly #off: ReadonlySet<CheckName>

  constructor(off: Iterable<CheckName> = []) {
    this.#off = new Set(off)
  }

  demand(name: CheckName, isOk: boolean, fault: string, found = ''): void {
    this.note(name, isOk, fault, found)
    this.settle()
  }

  /** `fault`: what is wrong if it is; `found`: what was looked at, when that is worth showing. */
  note(name: CheckName, isOk: boolean, fault: string, found = ''): void {
    if (this.#off.has(name)) return
    if (!isOk) this.#first ??= { name, words: fault }
    // A check that is made of several parts of a message counts once: as failed, once one of them did, and in the order
    // of failures.
    if (this.#results.get(name)?.isOk === false || (isOk && this.#results.has(name))) return
    this.#results.delete(name)
    this.#results.set(name, { code: checkCodes[name], name, isOk, words: isOk ? found : fault })
  }

  get results(): CheckResult[] {
    return [...this.#results.values()]
  }

  /** @throws SamlRefusal for the first check that failed, if one did. */
  settle(): void {
    if (this.#first) throw this.refusal(this.#first.name, this.#first.words)
  }

  /** For what cannot be gone on from, whether the check is there or not. */
  refusal(name: CheckName, words: string): SamlRefusal {
    this.note(name, false, words)
    return new SamlRefusal(checkCodes[name], words === '' ? undefined : words, {
      checks: this.results,
      ...(this.signed ? { signed: this.signed } : {}),
    })
  }
}
