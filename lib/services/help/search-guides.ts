import type { Root } from 'hast'
import { toString } from 'hast-util-to-string'
import MiniSearch from 'minisearch'
import { setImmediate } from 'node:timers/promises'
import { withWords } from './fill-guide.ts'
import { listGuides } from './guides.ts'
import { type Guide, isHeading } from './read-guide.ts'

/** A part of a guide in which something was found. */
export type GuideFinding = {
  slug: string
  /** Of the part's heading; undefined before the first. */
  anchor?: string
  title: string
  heading?: string
  /** Some of its text, in pieces; those that were looked for are marked. */
  snippet: { text: string; isMatch: boolean }[]
}

type Section = { id: string; slug: string; anchor: string; title: string; heading: string; text: string }

const most = 12
type Index = { search: MiniSearch<Section>; sections: Map<string, Section> }
let made: { of: readonly Guide[]; index: Promise<Index> } | undefined

/**
 * The parts of guides that `text` is about, the best first. All its words have to be there; if none has all, any will do,
 * unless asked strictly: then words also have to be spelt as they are.
 */
export async function searchGuides(text: string, { isStrict = false } = {}): Promise<GuideFinding[]> {
  const { search, sections } = await indexed()
  const wanted = text.slice(0, 200)
  const all = search.search(wanted, { combineWith: 'AND', ...(isStrict ? { fuzzy: false } : {}) })
  const found = all.length > 0 || isStrict ? all : search.search(wanted)
  return found.slice(0, most).flatMap(({ id, match }) => {
    const section = sections.get(String(id))
    return section ? [findingOf(section, Object.keys(match))] : []
  })
}

/** Made with the first search. */
function indexed(): Promise<Index> {
  const guides = listGuides()
  if (made?.of !== guides) made = { of: guides, index: makeIndex(guides) }
  return made.index
}

async function makeIndex(guides: readonly Guide[]): Promise<Index> {
  const search = new MiniSearch<Section>({
    fields: ['title', 'heading', 'text'],
    searchOptions: {
      prefix: true,
      fuzzy: (term) => (term.length > 4 && term.length < 20 ? 0.2 : false),
      boost: { title: 4, heading: 3 },
    },
  })
  const sections = new Map<string, Section>()
  for (const guide of guides) {
    // All of them at once would keep provisioning waiting for half a second.
    await setImmediate()
    for (const section of sectionsOf(guide)) {
      sections.set(section.id, section)
      search.add(section)
    }
  }
  return { search, sections }
}

/** From each heading to the next. */
function sectionsOf({ slug, title, tree }: Guide): Section[] {
  const sections: { anchor: string; heading: string; texts: string[] }[] = [{ anchor: '', heading: '', texts: [] }]
  for (const node of tree.children) {
    if (node.type !== 'element') continue
    if (isHeading(node)) sections.push({ anchor: String(node.properties['id']), heading: toString(node), texts: [] })
    else sections.at(-1)?.texts.push(textOf({ type: 'root', children: [node] }))
  }
  return sections
    .filter(({ texts }) => texts.length > 0)
    .map(({ anchor, heading, texts }) => ({
      id: `${slug}#${anchor}`,
      slug,
      anchor,
      title,
      heading,
      text: withWords(texts.join(' ')).replaceAll(/\s+/g, ' ').trim(),
    }))
}

const textOf = (tree: Root): string => toString(tree)

const before = 50
const longest = 180

function findingOf({ slug, anchor, title, heading, text }: Section, terms: string[]): GuideFinding {
  const pattern =
    terms.length > 0
      ? new RegExp(`(${terms.map((term) => term.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`, 'giu')
      : undefined
  const at = pattern ? Math.max(0, text.search(pattern)) : 0
  const start = at <= before ? 0 : text.indexOf(' ', at - before) + 1
  const end = start + longest >= text.length ? text.length : Math.max(at, text.lastIndexOf(' ', start + longest))
  const shown = `${start > 0 ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`
  const pieces = pattern ? shown.split(pattern) : [shown]
  return {
    slug,
    ...(anchor === '' ? {} : { anchor, heading }),
    title,
    snippet: pieces.map((piece, i) => ({ text: piece, isMatch: i % 2 === 1 })).filter((piece) => piece.text !== ''),
  }
}
