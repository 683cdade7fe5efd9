import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '#db/root.ts'
import { type Guide, guideGroups, readGuide } from './read-guide.ts'

const folders = ['guides', 'help']

let read: readonly Guide[] | undefined

/** Every guide, by group and in the order of the group. Read once; in development anew each time, since they are written then. */
export function listGuides(): readonly Guide[] {
  if (read && process.env['NODE_ENV'] !== 'development') return read
  const all = folders.flatMap(readFolder)
  // Should two have one name, the first has it.
  return (read = [...new Map(all.toReversed().map((guide) => [guide.slug, guide])).values()].sort(inOrder))
}

/** The guide with this name; undefined when there is none. */
export const findGuide = (slug: string): Guide | undefined => listGuides().find((guide) => guide.slug === slug)

function readFolder(name: string): Guide[] {
  const folder = join(/* turbopackIgnore: true */ rootFolder(), 'docs', name)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      try {
        return [readGuide(file.slice(0, -'.md'.length), readFileSync(join(folder, file), 'utf8'))]
      } catch (error) {
        // A guide that cannot be read must not take the page away that it stands beside. A test finds it first.
        console.error(error)
        return []
      }
    })
}

const groups = Object.keys(guideGroups)

const inOrder = (a: Guide, b: Guide): number =>
  groups.indexOf(a.group) - groups.indexOf(b.group) ||
  (a.order ?? Infinity) - (b.order ?? Infinity) ||
  a.title.localeCompare(b.title, 'en')
