import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element with its namespace resolved. Attributes in a namespace are left out: SAML metadata needs none of them. */
export type XmlElement = {
  namespace: string
  name: string
  attributes: Map<string, string>
  children: XmlElement[]
  /** Its own text, entities decoded. */
  text: string
}

/** `message` names what is wrong, as the end of a sentence's first clause: "the document …". */
export class XmlError extends Error {
  override name = 'XmlError'
}

export const maximumXmlBytes = 1024 * 1024
const maximumDepth = 32
const maximumElements = 20_000

/**
 * Reads a whole XML document, refusing what can hurt before a parser sees it: more than 1 MiB, a DOCTYPE or an entity
 * declaration, NUL characters, deep nesting. Entities other than XML's own five and numeric ones are refused too.
 *
 * Throws `XmlError`.
 */
export function readXml(source: string): XmlElement {
  if (Buffer.byteLength(source) > maximumXmlBytes) throw new XmlError('it is larger than 1 MiB')
  const text = source.replace(/^\u{feff}/u, '').trim()
  if (text === '') throw new XmlError('it is empty')
  if (text.includes('\0')) throw new XmlError('it holds NUL characters; save it as UTF-8')
  if (/<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text)) {
    throw new XmlError('it holds a document type declaration (DOCTYPE), which is never accepted')
  }
  if (!text.startsWith('<')) throw new XmlError('it does not begin with an XML element')
  const judged = XMLValidator.validate(text)
  if (judged !== true) throw new XmlError(`line ${judged.err.line}: ${judged.err.msg.replace(/\.$/, '')}`)
  let nodes: RawNode[]
  try {
    nodes = nodesIn(parser.parse(text))
  } catch (error) {
    if (error instanceof Error && /nested/i.test(error.message)) {
      throw new XmlError(`its elements are nested deeper than ${maximumDepth} levels`)
    }
    throw new XmlError('it uses names that are not accepted')
  }
  const roots = nodes.filter((node) => tagOf(node) !== undefined)
  const root = roots[0]
  if (!root || roots.length > 1) throw new XmlError(`it has ${roots.length} root elements instead of one`)
  return element(root, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]), { left: maximumElements })
}

/** The direct children with this name and namespace. */
export const childrenNamed = (parent: XmlElement, namespace: string, name: string): XmlElement[] =>
  parent.children.filter((child) => child.name === name && child.namespace === namespace)

/** fast-xml-parser's ordered form: `{ tag: children, ':@': attributes }`, or `{ '#text': text }`. */
type RawNode = { ':@'?: Record<string, string>; '#text'?: string } & { [tag: string]: unknown }

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: maximumDepth,
  cdataPropName: '#cdata',
})

const nodesIn = (value: unknown): RawNode[] => (Array.isArray(value) ? value : [])

const tagOf = (node: RawNode) => Object.keys(node).find((key) => key !== ':@' && key !== '#text' && key !== '#cdata')

function element(node: RawNode, scope: ReadonlyMap<string, string>, budget: { left: number }): XmlElement {
  budget.left -= 1
  if (budget.left < 0) throw new XmlError(`it has more than ${maximumElements} elements`)
  const inner = new Map(scope)
  const attributes = new Map<string, string>()
  for (const [name, raw] of Object.entries(node[':@'] ?? {})) {
    const value = decode(raw)
    if (name === 'xmlns') inner.set('', value)
    else if (name.startsWith('xmlns:')) inner.set(name.slice(6), value)
    else if (!name.includes(':')) attributes.set(name, value)
  }
  const tag = tagOf(node) ?? ''
  const colon = tag.indexOf(':')
  const [prefix, name] = [tag.slice(0, Math.max(0, colon)), tag.slice(colon + 1)]
  const namespace = inner.get(prefix)
  if (namespace === undefined && prefix !== '') throw new XmlError(`the prefix “${prefix}” has no namespace`)
  const content = nodesIn(node[tag])
  return {
    namespace: namespace ?? '',
    name,
    attributes,
    children: content.filter((child) => tagOf(child) !== undefined).map((child) => element(child, inner, budget)),
    text: content.map(textOf).join(''),
  }
}

function textOf(node: RawNode): string {
  if (typeof node['#text'] === 'string') return decode(node['#text'])
  return nodesIn(node['#cdata'])
    .map((part) => part['#text'] ?? '')
    .join('')
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decode = (text: string): string =>
  text.replace(/&([^;&\s]{0,12};?)/g, (whole, body: string) => {
    const numeric = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));$/i.exec(body)
    const code = numeric?.[1] ? Number.parseInt(numeric[1], 16) : Number(numeric?.[2] ?? Number.NaN)
    if (code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) return String.fromCodePoint(code)
    const character = body.endsWith(';') ? named[body.slice(0, -1)] : undefined
    if (character === undefined) throw new XmlError(`it uses “${whole}”, which is not one of XML’s own entities`)
    return character
  })
