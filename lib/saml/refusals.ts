import type { CheckResult } from './assertion.ts'
import { refusalList, type Refusal } from './refusal-list.ts'

export type { Refusal } from './refusal-list.ts'

export type RefusalCode = (typeof refusalList)[number]['code']

/** Every reason there is, in the order of the codes. The troubleshooting guide holds the same words. */
export const refusals: readonly (Refusal & { code: RefusalCode })[] = refusalList

/** What the codes are about, by their first digit. */
const parts: Readonly<Record<string, string>> = {
  1: 'The message',
  2: 'Signature and encryption',
  3: 'From whom, and for whom',
  4: 'Time',
  5: 'The person',
  6: 'Attributes',
  7: 'Before the identity provider',
  8: 'Logout',
}

/** The refusals in the parts of the troubleshooting guide. */
export const refusalParts = (): { title: string; refusals: Refusal[] }[] =>
  Object.entries(parts).map(([digit, title]) => ({
    title,
    refusals: refusals.filter(({ code }) => code.startsWith(`SAML-${digit}`)),
  }))

/** What a code stands for. */
export function refusalOf(code: RefusalCode): Refusal & { code: RefusalCode } {
  const found = refusals.find((refusal) => refusal.code === code)
  if (!found) throw new Error(`${code} is not in the list of refusals`)
  return found
}

/** What was known of a message when it was refused. */
export type Known = {
  checks: CheckResult[]
  /** Canonical signed bytes and what they say; only once a signature was found valid. */
  signed?: { xml: string; nameId?: string; inResponseTo?: string }
}

/** A message is refused. `detail` is for administrators: what was found and what was expected; never a secret. */
export class SamlRefusal extends Error {
  override name = 'SamlRefusal'
  readonly code: RefusalCode
  readonly detail: string | undefined
  readonly known: Known

  constructor(code: RefusalCode, detail?: string, known: Known = { checks: [] }) {
    super(detail === undefined ? refusalOf(code).title : `${refusalOf(code).title}: ${detail}`)
    this.code = code
    this.detail = detail
    this.known = known
  }
}

/** The server and Next's bundle each load their own copy of this module: never by `instanceof`. */
export const isSamlRefusal = (error: unknown): error is SamlRefusal =>
  error instanceof Error && error.name === 'SamlRefusal' && 'code' in error
