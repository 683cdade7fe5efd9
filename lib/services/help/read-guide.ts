import GithubSlugger from 'github-slugger'
import type { Element, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { parse } from 'yaml'
import { z } from 'zod'

/** What a guide is about; the order in which lists of guides have them. */
export const guideGroups = {
  connect: 'Connect an identity provider',
  portal: 'Pages of the portal',
  protect: 'Protect an application',
  more: 'Programs and troubleshooting',
} as const

/** The lines between `---` at the beginning of a guide. */
const frontMatter = z.strictObject({
  /** The day on which somebody last compared it with what it tells of. */
  'last-checked': z.iso.date(),
  group: z.enum(Object.keys(guideGroups) as (keyof typeof guideGroups)[]),
  /** The IdP, where the guide tells how one is connected. */
  idp: z.string().optional(),
  /** Where it stands in its group; those without follow by title. */
  order: z.number().optional(),
  /** Pages that it helps with, and those below them; `*` stands for any one part of an address. */
  pages: z.array(z.string().startsWith('/')).default([]),
})

export type Guide = {
  /** Its file's name without the ending, and its address below `/help`. */
  slug: string
  title: string
  lastChecked: string
  group: keyof typeof guideGroups
  idp?: string
  order?: number
  pages: string[]
  /** What it says below the title. Links to other guides are addresses of the portal. */
  tree: Root
}

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkRehype)

/**
 * Reads the text of a guide; what it says, only once somebody asks for its `tree`. Throws when it does not begin as guides
 * do: with the lines of `frontMatter`, then `# Title`.
 */
export function readGuide(slug: string, text: string): Guide {
  const [, head, title, body] = /^---\n([\s\S]*?)\n---\n\s*(?:# (.+)\n([\s\S]*))?/.exec(text) ?? []
  if (head === undefined) throw new Error(`The guide ${slug} has no lines between --- to begin with.`)
  if (title === undefined || body === undefined) throw new Error(`The guide ${slug} has no # Title.`)
  const read = frontMatter.safeParse(parse(head))
  if (!read.success)
    throw new Error(`The first lines of the guide ${slug} are not right: ${z.prettifyError(read.error)}`)
  const { 'last-checked': lastChecked, group, idp, order, pages } = read.data
  let tree: Root | undefined
  return {
    slug,
    title,
    lastChecked,
    group,
    ...(idp === undefined ? {} : { idp }),
    ...(order === undefined ? {} : { order }),
    pages,
    get tree() {
      return (tree ??= treeOf(body))
    },
  }
}

function treeOf(body: string): Root {
  const tree = processor.runSync(processor.parse(body))
  tree.children = tree.children.filter((node) => node.type === 'element')
  nameHeadings(tree)
  leadLinks(tree)
  return tree
}

export const isHeading = (node: Element): boolean => /^h[2-6]$/.test(node.tagName)

/** Anchors as GitHub makes them, so that a link works in the file as it does in the portal. */
function nameHeadings(tree: Root): void {
  const slugger = new GithubSlugger()
  visit(tree, 'element', (node) => {
    if (isHeading(node)) node.properties['id'] = slugger.slug(toString(node))
  })
}

const guideFile = /^(?:\.\.\/(?:guides|help)\/|\.\/)?([a-z0-9-]+)\.md(#.*)?$/

/** `okta-zpa.md#groups` is `/help/okta-zpa#groups` in the portal. */
function leadLinks(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'a') return
    const [, slug, anchor = ''] = guideFile.exec(String(node.properties['href'])) ?? []
    if (slug !== undefined) node.properties['href'] = `/help/${slug}${anchor}`
  })
}
