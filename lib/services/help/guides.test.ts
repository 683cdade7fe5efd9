import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import GithubSlugger from 'github-slugger'
import { describe, expect, test } from 'vitest'
import { listGuides } from './guides.ts'
import { guideGroups, readGuide } from './read-guide.ts'

const root = resolve(import.meta.dirname, '../../..')
describe('every guide', () => {
  test('has a name of its own, a group, and a day on which it was checked that is not to come', () => {
    const guides = listGuides()
    expect(guides.length).toBeGreaterThan(30)
    // Each file is one, by a name that no other has.
    expect(guides.length).toBe(markdownIn('docs/guides').length + markdownIn('docs/help').length)
    expect(new Set(guides.map(({ title }) => title)).size).toBe(guides.length)
    for (const { group, lastChecked, slug } of guides) {
      expect(guideGroups, slug).toHaveProperty(group)
      // An hour’s grace for a clock that is behind the one of whoever checked it.
      expect(new Date(lastChecked).getTime(), slug).toBeLessThan(Date.now() + 3_600_000)
    }
  })

  test('is refused without its first lines, without a day, with a day that is none, and without a title', () => {
    const [head, title] = ['---\nlast-checked: 2026-11-22\ngroup: more\n---\n', '\n# Title\n']
    expect(readGuide('a', head + title).title).toBe('Title')
    expect(() => readGuide('a', title)).toThrow('between ---')
    expect(() => readGuide('a', head + '\ntext\n')).toThrow('no # Title')
    expect(() => readGuide('a', head.replace('last-checked: 2026-11-22\n', '') + title)).toThrow()
    expect(() => readGuide('a', head.replace('2026-11-22', '2026-02-30') + title)).toThrow()
    expect(() => readGuide('a', head.replace('more', 'other') + title)).toThrow()
  })

  test('is no page of the portal by another name', () => {
    const taken = readdirSync(join(root, 'app/(portal)/help'))
    expect(listGuides().filter(({ slug }) => taken.includes(slug))).toEqual([])
  })

  test('shows no HTML of its own', () => {
    const { tree } = readGuide(
      'a',
      '---\nlast-checked: 2026-11-22\ngroup: more\n---\n\n# T\n\nx <script>alert(1)</script>\n',
    )
    expect(JSON.stringify(tree)).not.toContain('script>')
    for (const { slug, tree: own } of listGuides()) expect(JSON.stringify(own), slug).not.toContain('"type":"raw"')
  })
})

/** Every Markdown file of the project that people read. */
const files = ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs')]

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
}

const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, 'x')

/** Links and pictures, also those in HTML: `[target]`, with the file that they stand in. */
const linksOf = (file: string): string[] =>
  [...withoutCode(textOf(file)).matchAll(/\]\(([^)\s]+)(?:\s"[^"]*")?\)|(?:href|src|srcset)="([^"]+)"/g)].map(
    ([, markdown, html]) => markdown ?? html ?? '',
  )

const anchorsOf = (file: string): string[] => {
  const slugger = new GithubSlugger()
  return [
    ...textOf(file)
      .replaceAll(/^```[\s\S]*?^```/gm, '')
      .matchAll(/^#{1,6} (.+)$/gm),
  ].map(([, heading = '']) =>
    // Formatting is not part of an anchor; underscores inside words are.
    slugger.slug(heading.replaceAll(/`|\*\*|(?<!\w)_|_(?!\w)|\\/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')),
  )
}

/** What is wrong with a link, in words; undefined when it leads somewhere. */
function fault(file: string, link: string, anchors = anchorsOf): string | undefined {
  if (/^(https?|mailto):/.test(link)) return undefined
  // A page of the portal, which has no other address.
  if (link.startsWith('/')) {
    return existsSync(join(root, 'app/(portal)', link, 'page.tsx')) ? undefined : `the portal has no page ${link}`
  }
  if (link.includes('{{') || link.includes('%7B')) return 'a placeholder is no address'
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? file : relative(root, resolve(root, dirname(file), path))
  if (target.startsWith('..') || !existsSync(join(root, target))) return `there is no ${target}`
  if (anchor === undefined || !target.endsWith('.md')) return undefined
  return anchors(target).includes(anchor) ? undefined : `${target} has no heading for #${anchor}`
}

describe('links', () => {
  test.each(files)('of %s lead somewhere', (file) => {
    const faults = linksOf(file).flatMap((link) => fault(file, link) ?? [])
    expect(faults).toEqual([])
  })

  test('of guides lead to guides, which alone are in the portal, or into the world', () => {
    const known = new Set(listGuides().map(({ slug }) => slug))
    const strange = [...markdownIn('docs/guides'), ...markdownIn('docs/help')].flatMap((file) =>
      linksOf(file)
        .filter((link) => !link.startsWith('https://') && !link.startsWith('/'))
        .filter((link) => {
          const [, slug] = /^(?:\.\.\/(?:guides|help)\/)?(?:([a-z0-9-]+)\.md)?(?:#.*)?$/.exec(link) ?? ['', '?']
          return slug !== undefined && !known.has(slug)
        })
        .map((link) => `${file}: ${link}`),
    )
    expect(strange).toEqual([])
  })

  test('that lead nowhere are found', () => {
    expect(linksOf('README.md').length).toBeGreaterThan(10)
    expect(fault('docs/guides/nginx.md', 'okta-zpa.md#people-first')).toBeUndefined()
    expect(fault('docs/guides/nginx.md', 'okta-zpa.md#nowhere')).toContain('no heading')
    expect(fault('docs/guides/nginx.md', 'gone.md')).toContain('there is no docs/guides/gone.md')
    expect(fault('docs/guides/nginx.md', '../../../etc/passwd')).toContain('there is no')
    expect(fault('docs/guides/nginx.md', '#nowhere')).toContain('no heading')
    expect(fault('docs/guides/nginx.md', 'https://{{rollcall-host}}')).toBeUndefined()
    expect(fault('docs/guides/nginx.md', '/policy/access')).toBeUndefined()
    expect(fault('docs/guides/nginx.md', '/policy/nowhere')).toContain('no page')
    expect(fault('docs/guides/nginx.md', '{{scim-endpoint}}')).toContain('placeholder')
  })
})
