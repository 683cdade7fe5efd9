import { DOMParser } from '@xmldom/xmldom'
import { allWithin, childrenOf } from './dom.ts'

/** Numbers from 0 to 1, the same ones for the same seed (Marsaglia's xorshift, 32 bits). */
export function randomFrom(seed: number): () => number {
  let state = seed * 2_654_435_769 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

type Random = () => number
type Mutation = (root: Element, pick: <T>(from: readonly T[]) => T | undefined) => void

/**
 * The document with a few changes of the kind that forgers make: parts moved, copied, renamed, put into another
 * namespace, given IDs or attributes of others, comments and CDATA set between; then, at times, of its text.
 */
export function mutated(xml: string, random: Random): string {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) pick(mutations)?.(root, pick)
  const text = String(root)
  return random() < 0.2 ? (pick(textMutations)?.(text, random) ?? text) : text
}

const mutations: Mutation[] = [
  // Moved, copied, dropped.
  (root, pick) => withTwo(root, pick, (one, other) => void other.appendChild(one)),
  (root, pick) => withTwo(root, pick, (one, other) => void other.appendChild(one.cloneNode(true))),
  (root, pick) => withTwo(root, pick, (one, other) => void other.insertBefore(one.cloneNode(true), other.firstChild)),
  (root, pick) => withOne(root, pick, (one) => void one.parentNode?.insertBefore(one.cloneNode(true), one)),
  (root, pick) => withOne(root, pick, (one) => void one.parentNode?.removeChild(one)),
  (root, pick) => withOne(root, pick, (one) => (one.firstChild ? void one.removeChild(one.firstChild) : undefined)),
  // A copy of which something is another's, before or after the original.
  (root, pick) =>
    withOne(root, pick, (one) => {
      const copy = one.cloneNode(true) as Element
      for (const element of allWithin(copy)) element.removeAttribute('ID')
      replaceText(copy, 'owner@example.com')
      one.parentNode?.insertBefore(copy, pick([one, one.nextSibling]) ?? null)
    }),
  // Wrapped in another, or in what is read elsewhere.
  (root, pick) => withTwo(root, pick, (one, other) => wrap(one, other.cloneNode(false) as Element)),
  (root, pick) => withOne(root, pick, (one) => wrap(one, made(root, pick(wrappers) ?? 'x'))),
  // Names, namespaces, attributes.
  (root, pick) => withTwo(root, pick, (one, other) => rename(one, other.tagName)),
  (root, pick) => withOne(root, pick, (one) => one.setAttribute('xmlns', pick(namespaces) ?? '')),
  (root, pick) =>
    withTwo(root, pick, (one, other) => one.setAttribute(pick(ids) ?? 'ID', other.getAttribute('ID') ?? 'x')),
  (root, pick) =>
    withTwo(root, pick, (one, other) => {
      const attribute = pick(Array.from(other.attributes))
      if (attribute) one.setAttribute(attribute.nodeName, attribute.value)
    }),
  (root, pick) =>
    withOne(root, pick, (one) => {
      const attribute = pick(Array.from(one.attributes))
      if (attribute) one.setAttribute(attribute.nodeName, pick(texts) ?? '')
    }),
  (root, pick) => withOne(root, pick, (one) => one.removeAttribute(pick(Array.from(one.attributes))?.nodeName ?? 'x')),
  // Text, and what may stand between.
  (root, pick) => withOne(root, pick, (one) => replaceText(one, pick(texts) ?? '')),
  (root, pick) => withOne(root, pick, (one) => void one.appendChild(root.ownerDocument.createComment('c'))),
  (root, pick) =>
    withOne(root, pick, (one) => void one.insertBefore(root.ownerDocument.createComment('c'), one.firstChild)),
  (root, pick) => withOne(root, pick, (one) => void one.appendChild(root.ownerDocument.createCDATASection('evil'))),
  (root, pick) => withOne(root, pick, (one) => void one.appendChild(root.ownerDocument.createTextNode(' \n'))),
]

const wrappers = [
  'samlp:Extensions',
  'samlp:Status',
  'saml:Advice',
  'saml:Assertion',
  'ds:Object',
  'ds:Signature',
  'samlp:Response',
]
const namespaces = ['', 'urn:x', 'urn:oasis:names:tc:SAML:2.0:protocol', 'urn:oasis:names:tc:SAML:2.0:assertion']
const ids = ['ID', 'Id', 'id', 'xml:id']
const texts = [
  '',
  'owner@example.com',
  'dana@example.com',
  'https://other.example.com',
  '2036-01-01T00:00:00Z',
  '1',
  '#x',
]

const textMutations: ((text: string, random: Random) => string)[] = [
  (text) => text.replaceAll('saml2:', 'saml:'),
  (text, random) => at(text, random, '&#32;'),
  (text, random) => at(text, random, '<!---->'),
  (text, random) => at(text, random, '\n'),
  (text, random) => at(text, random, '&amp;'),
  (text) => text.replaceAll(/>([^<&]{1,40})</g, '><![CDATA[$1]]><'),
  (text) => text.replace('dana', '&#x64;ana'),
  (text) => text.replace('dana@', 'dana&#x200b;@'),
  (text) => `<!DOCTYPE x [<!ENTITY e "owner">]>${text.replace('dana', '&e;')}`,
  (text) => text + text,
]

const at = (text: string, random: Random, what: string): string => {
  const place = Math.floor(random() * text.length)
  return text.slice(0, place) + what + text.slice(place)
}

function withOne(root: Element, pick: Parameters<Mutation>[1], change: (one: Element) => void): void {
  const one = pick(allWithin(root).filter((element) => element !== root))
  if (one) change(one)
}

function withTwo(root: Element, pick: Parameters<Mutation>[1], change: (one: Element, other: Element) => void): void {
  withOne(root, pick, (one) => {
    const other = pick(allWithin(root).filter((element) => !allWithin(one).includes(element)))
    if (other) change(one, other)
  })
}

function wrap(one: Element, wrapper: Element): void {
  one.parentNode?.replaceChild(wrapper, one)
  wrapper.appendChild(one)
}

const uris: Record<string, string> = {
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
}

function made(root: Element, name: string): Element {
  const [prefix = ''] = name.split(':')
  const element = root.ownerDocument.createElement(name)
  if (uris[prefix]) element.setAttribute(`xmlns:${prefix}`, uris[prefix])
  return element
}

function rename(one: Element, name: string): void {
  const renamed = made(one, name)
  for (const attribute of Array.from(one.attributes)) renamed.setAttribute(attribute.nodeName, attribute.value)
  for (const child of childrenOf(one)) renamed.appendChild(child)
  one.parentNode?.replaceChild(renamed, one)
}

function replaceText(element: Element, text: string): void {
  for (const each of allWithin(element)) {
    if (childrenOf(each).length === 0 && each.firstChild) {
      each.replaceChild(element.ownerDocument.createTextNode(text), each.firstChild)
    }
  }
}
