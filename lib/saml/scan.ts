import type { Checklist } from './checks.ts'

/** What a message may be made of; far above what any IdP sends. */
export const limits = { bytes: 1024 * 1024, depth: 32, elements: 10_000, attributes: 20_000 }

const name = '[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?'
const declaration = /<\?xml[ \t\n]+version=(["'])1\.[01]\1(?:[ \t\n]+encoding=(["'])utf-8\2)?[^<>?]{0,40}\?>/iy
const opening = new RegExp(`<(${name})`, 'y')
const attribute = new RegExp(`[ \\t\\n]+(${name})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'y')
const end = /[ \t\n]*(\/?)>/y
const closing = new RegExp(`</(${name})[ \\t\\n]*>`, 'y')
const reference = /&(?!(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/
// oxlint-disable-next-line no-control-regex -- that is what it looks for: characters XML 1.0 has not.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * Goes through a message once, before any parser builds something of it. What passes is elements, attributes and text,
 * and five entities: the part of XML that parsers do not disagree on. Takes time in proportion to the text.
 *
 * Line ends must have been made `\n` (XML 1.0 §2.11). Throws SamlRefusal.
 */
export function scanXml(text: string, checks: Checklist): void {
  checks.demand('well-formed', !forbidden.test(text), 'The message holds characters that XML does not allow.')
  const open: string[] = []
  let [elements, attributes, roots] = [0, 0, 0]
  let at = found(declaration, text, 0) ? declaration.lastIndex : 0
  const malformed = (words: string) => checks.refusal('well-formed', `${words} (character ${at}).`)

  while (at < text.length) {
    const next = text.indexOf('<', at)
    refuseText(text.slice(at, next === -1 ? text.length : next), open.length > 0, checks)
    if (next === -1) break
    at = next
    if (text[at + 1] === '/') {
      const tag = found(closing, text, at)
      if (!tag || open.pop() !== tag[1]) throw malformed('An end tag is broken, or has no start tag')
      at = closing.lastIndex
    } else if (text[at + 1] === '!' || text[at + 1] === '?') {
      at = refuseMarkup(text, at, checks)
    } else {
      const tag = found(opening, text, at)
      if (!tag) throw malformed('A start tag is broken')
      at = opening.lastIndex
      elements += 1
      if (open.length === 0) roots += 1
      checks.demand('nothing around the root', roots === 1, 'There are several root elements.')
      checks.demand('number of elements', elements <= limits.elements, `More than ${limits.elements} elements.`)
      checks.demand('depth', open.length < limits.depth, `Elements are nested deeper than ${limits.depth} levels.`)
      for (let each = found(attribute, text, at); each; each = found(attribute, text, at)) {
        at = attribute.lastIndex
        attributes += 1
        refuseAttribute(each[1] ?? '', each[2] ?? each[3] ?? '', checks)
        checks.demand('number of attributes', attributes <= limits.attributes, `More than ${limits.attributes}.`)
      }
      const rest = found(end, text, at)
      if (!rest) throw malformed('A start tag is broken')
      at = end.lastIndex
      if (rest[1] === '') open.push(tag[1] ?? '')
    }
  }
  if (open.length > 0 || roots === 0) throw malformed('The message is cut off')
}

/** What a sticky expression matches at a place; its `lastIndex` is where that ends. */
function found(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function refuseText(run: string, isInside: boolean, checks: Checklist): void {
  if (run === '') return
  checks.demand('no foreign entities', !reference.test(run), 'An entity is used that XML itself does not define.')
  checks.demand('nothing around the root', isInside || run.trim() === '', 'There is text outside the root element.')
}

/** Refuses what begins with `<!` or `<?`. Returns where it ends, for tests that go on. */
function refuseMarkup(text: string, at: number, checks: Checklist): number {
  const [check, terminator, words] = text.startsWith('<!--', at)
    ? (['no comments', '-->', 'It holds a comment.'] as const)
    : text.startsWith('<![CDATA[', at)
      ? (['no CDATA', ']]>', 'It holds a CDATA section.'] as const)
      : text[at + 1] === '?'
        ? (['no processing instructions', '?>', 'It holds a processing instruction.'] as const)
        : (['no DOCTYPE', /^[^>]*\[/.test(text.slice(at, at + 1000)) ? ']>' : '>', 'It holds a DOCTYPE.'] as const)
  checks.demand(check, false, words)
  const until = text.indexOf(terminator, at)
  return until === -1 ? text.length : until + terminator.length
}

/** Relative namespaces make canonicalisation undefined (Canonical XML §1.3). */
function refuseAttribute(key: string, value: string, checks: Checklist): void {
  checks.demand('no foreign entities', !reference.test(value), 'An entity is used that XML itself does not define.')
  const isNamespace = key === 'xmlns' || key.startsWith('xmlns:')
  const isAbsolute = !isNamespace || value === '' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(value)
  checks.demand('absolute namespaces', isAbsolute, 'A namespace is not an absolute URI.')
}
