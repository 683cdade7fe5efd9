import type { Checklist, CheckName } from './checks.ts'
import { childrenNamed, readXml, type XmlElement } from './xml.ts'
import { namespaces } from './names.ts'

/** Signed bytes as a tree. Another parser than the one that verified them reads them anew. Throws SamlRefusal. */
export function readSigned(
  xml: string,
  name: 'Assertion' | 'Response' | 'LogoutRequest' | 'LogoutResponse',
  checks: Checklist,
): XmlElement {
  let root: XmlElement
  try {
    root = readXml(xml)
  } catch {
    throw checks.refusal('form of the assertion', 'The signed part cannot be read by itself.')
  }
  const namespace = name === 'Assertion' ? namespaces.assertion : namespaces.protocol
  if (root.name === name && root.namespace === namespace) return root
  throw checks.refusal('form of the assertion', `The signed part is not ${name}.`)
}

/** The child of this name in the assertion's namespace. Refuses when it stands twice. */
export function oneChild(parent: XmlElement, name: string, checks: Checklist): XmlElement | undefined {
  const found = childrenNamed(parent, namespaces.assertion, name)
  checks.note('form of the assertion', found.length <= 1, `${parent.name} has ${found.length} elements ${name}.`)
  return found[0]
}

/** The text of an element that holds nothing else; undefined where it holds elements, or there is none. */
export const textOf = (element: XmlElement | undefined): string | undefined =>
  element && element.children.length === 0 ? element.text : undefined

/** xs:dateTime in UTC (SAML Core §1.3.3), to the millisecond. */
const utc = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/

/** The time in an attribute; undefined where it is missing, or refused for not being in UTC. */
export function timeIn(element: XmlElement | undefined, attribute: string, checks: Checklist): Date | undefined {
  const text = element?.attributes.get(attribute)
  if (text === undefined) return undefined
  const time = new Date(text)
  // 30 February is no time, though Date takes it for one.
  const isUtc = utc.test(text) && !Number.isNaN(time.getTime()) && time.getUTCDate() === Number(text.slice(8, 10))
  checks.note('times in UTC', isUtc, `${attribute} is “${text.slice(0, 40)}”.`)
  return Number.isNaN(time.getTime()) ? undefined : time
}

/** Notes whether a value that a message names is exactly the one expected. */
export function noteSame(name: CheckName, found: string | undefined, expected: string, checks: Checklist): void {
  checks.note(
    name,
    found === expected,
    `It is “${show(found ?? '')}”; “${show(expected)}” was expected.`,
    show(expected),
  )
}

/** Of a value from outside: cut, and on one line. */
export const show = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·').slice(0, 300)
