import { DOMParser } from '@xmldom/xmldom'
import type { Checklist } from './checks.ts'
import { scanXml } from './scan.ts'

/**
 * The document of a message that has been scanned; whatever the parser so much as warns of ends it. It serves the
 * structure and the signature. What a message says is read from the signed bytes instead (assertion-reading.ts).
 *
 * Throws SamlRefusal.
 */
export function parseMessage(text: string, checks: Checklist): Element {
  scanXml(text, checks)
  const stop = (words: string) => {
    throw new Error(words)
  }
  try {
    const handler = { warning: stop, error: stop, fatalError: stop }
    const root = new DOMParser({ errorHandler: handler }).parseFromString(text, 'text/xml').documentElement
    // Namespaces in XML §5: what the parser lets pass, a prefix that nothing declares.
    if (root && !allWithin(root).some(hasUnboundPrefix)) return root
  } catch {
    // The parser's words quote the message; the refusal says enough.
  }
  throw checks.refusal('well-formed', 'The XML parser does not accept it.')
}

const hasUnboundPrefix = (element: Element): boolean =>
  [element, ...Array.from(element.attributes)].some(({ prefix, namespaceURI }) => Boolean(prefix) && !namespaceURI)

/** The elements among an element's children. */
export function childrenOf(parent: Element): Element[] {
  const found: Element[] = []
  for (let node = parent.firstChild; node; node = node.nextSibling) if (isElement(node)) found.push(node)
  return found
}

export const childrenCalled = (parent: Element, namespace: string, name: string): Element[] =>
  childrenOf(parent).filter((child) => isCalled(child, namespace, name))

export const isCalled = (element: Element, namespace: string, name: string): boolean =>
  element.localName === name && element.namespaceURI === namespace

/** The element and all within it, in the order of the document. */
export function allWithin(root: Element): Element[] {
  const found: Element[] = []
  const pending = [root]
  for (let element = pending.pop(); element; element = pending.pop()) {
    found.push(element)
    pending.push(...childrenOf(element).toReversed())
  }
  return found
}

/** The value of an attribute without namespace; undefined when there is none. */
export const attributeOf = (element: Element, name: string): string | undefined =>
  element.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined

const isElement = (node: Node): node is Element => node.nodeType === 1
