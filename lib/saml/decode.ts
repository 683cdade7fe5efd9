import { isUtf8 } from 'node:buffer'
import type { Checklist } from './checks.ts'
import { limits } from './scan.ts'

/**
 * The XML in a form value of the POST binding: base64, in lines or not. Ends of lines are made `\n`, as XML has them
 * (XML 1.0 §2.11) and as signatures are computed over. Throws SamlRefusal.
 */
export function decodeForm(value: string, checks: Checklist): string {
  // Base64 is a third longer than what it stands for, and lines add to it.
  checks.demand('size', value.length <= limits.bytes * 1.4, 'The form value is longer than a message may be.')
  const compact = value.replaceAll(/[\r\n\t ]+/g, '')
  checks.demand('base64', /^[A-Za-z0-9+/]+={0,2}$/.test(compact) && compact.length % 4 === 0, 'It is not base64.')
  return decodeBytes(Buffer.from(compact, 'base64'), checks)
}

/** Throws SamlRefusal. */
export function decodeBytes(bytes: Buffer, checks: Checklist): string {
  checks.demand('size', bytes.length <= limits.bytes, `It has ${bytes.length} bytes.`)
  checks.demand('utf8', isUtf8(bytes), 'It is not UTF-8.')
  return bytes
    .toString('utf8')
    .replace(/^\u{feff}/u, '')
    .replaceAll(/\r\n?/g, '\n')
}
