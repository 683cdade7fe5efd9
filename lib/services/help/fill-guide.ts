import type { Element, ElementContent, Root, Text } from 'hast'
import { toString } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { type GuideValues, type Placeholder, placeholders } from './placeholders.ts'

const mark = /\{\{([a-z-]+)\}\}/g

/**
 * A copy of `tree` with `values` in place of its placeholders, and words where a value is not known. A value in a sentence
 * becomes `<span data-value data-label>`, which is shown with a button that copies it; in a block of code it is text.
 */
export function fillGuide(tree: Root, values: GuideValues): Root {
  const filled = structuredClone(tree)
  visit(filled, (node, index, parent) => {
    if (node.type === 'element' && node.tagName === 'pre') {
      visit(node, 'text', (text) => {
        text.value = fillText(text.value, values)
      })
      return SKIP
    }
    if (!parent || index === undefined) return undefined
    const replacement = isInlineCode(node)
      ? fillCode(node, values)
      : node.type === 'text'
        ? fillWords(
            node,
            values,
            parent.children
              .slice(0, index)
              .map((each) => toString(each))
              .join(''),
          )
        : undefined
    if (!replacement) return undefined
    parent.children.splice(index, 1, ...replacement)
    return [SKIP, index + replacement.length]
  })
  return filled
}

/** Whether a guide says something else for each IdP. */
export const hasPlaceholders = (tree: Root): boolean => names(toString(tree)).some((name) => !isEverywhere(name))

/** Throws for a name that is not in `placeholders`. */
export function names(text: string): Placeholder[] {
  return [...text.matchAll(mark)].map(([, name = '']) => {
    if (!(name in placeholders)) throw new Error(`{{${name}}} is not a placeholder of guides.`)
    return name as Placeholder
  })
}

/** For a reader who has chosen no IdP, and for the search. */
export const withWords = (text: string): string =>
  text.replaceAll(mark, (whole, name: string) => placeholders[name as Placeholder]?.words ?? whole)

const isEverywhere = (name: Placeholder) => name === 'rollcall-url' || name === 'rollcall-host'

const isInlineCode = (node: { type: string }): node is Element =>
  node.type === 'element' && (node as Element).tagName === 'code'

/** `{{base-url}}/Users` is one value to copy; without an IdP, `<Base URL>/Users`. */
function fillCode(node: Element, values: GuideValues): ElementContent[] | undefined {
  const text = toString(node)
  const used = names(text)
  const [first] = used
  if (first === undefined) return undefined
  if (used.some((name) => values[name] === undefined)) {
    return text === `{{${first}}}` ? [emphasis(first)] : [{ ...node, children: [textOf(fillText(text, values))] }]
  }
  return [value(fillText(text, values), text === `{{${first}}}` ? placeholders[first].label : 'value')]
}

/** `before` is what the sentence says up to here. */
function fillWords(node: Text, values: GuideValues, before: string): ElementContent[] | undefined {
  if (names(node.value).length === 0) return undefined
  const filled: ElementContent[] = []
  let said = before
  // Every second part is what a placeholder is called.
  for (const [i, part] of node.value.split(mark).entries()) {
    if (i % 2 === 0) {
      said += part
      filled.push(textOf(part))
      continue
    }
    const name = part as Placeholder
    const known = values[name]
    const last = filled.at(-1)
    if (known !== undefined) filled.push(value(known, placeholders[name].label))
    else if (!said.replace(separator, '').endsWith(placeholders[name].label)) filled.push(emphasis(name))
    // `the Endpoint, {{endpoint}}` is the Endpoint alone.
    else if (last?.type === 'text') last.value = last.value.replace(separator, '')
  }
  return filled
}

const separator = /[,:]\s*$/

const fillText = (text: string, values: GuideValues): string =>
  text.replaceAll(mark, (_, name: string) => {
    const known = name as Placeholder
    return values[known] ?? `<${placeholders[known].label.replaceAll(/^<|>$/g, '')}>`
  })

const textOf = (text: string): Text => ({ type: 'text', value: text })

const value = (text: string, label: string): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { dataValue: text, dataLabel: label },
  children: [textOf(text)],
})

const emphasis = (name: Placeholder): Element => ({
  type: 'element',
  tagName: 'em',
  properties: {},
  children: [textOf(placeholders[name].words)],
})
