import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extendTailwindMerge } from 'tailwind-merge'
import { expect, test } from 'vitest'
import { cn } from '#components/ui/cn.ts'

// The theme's own names, so that `text-2xs` (a size) and `text-ink` (a colour) are not taken for rivals.
const wholeMerge = extendTailwindMerge({
  cacheSize: 0,
  extend: { theme: { text: ['2xs', 'xs', 'sm', 'base', 'lg', 'xl'], shadow: ['card', 'popover'] } },
})

const root = join(import.meta.dirname, '..')

/** Every word in the sources that could be a class, without its variants (`hover:`, `max-md:`). */
function classes(): string[] {
  const words = ['app', 'components'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.endsWith('class-groups.ts'))
      .flatMap((name) => readFileSync(join(root, folder, name), 'utf8').match(/(?<=["'` ])[^\s"'`]+(?=["'` ])/g) ?? []),
  )
  const bare = words.map((word) => word.replace(/^(?:[^\s:[\]]+(?:\[[^\]]*\])?:|\[[^\]]*\]:)+/, ''))
  return [...new Set(bare)].filter((word) => /^-?[a-z][\w./%()[\],+*-]*$/.test(word))
}

test('contradictions among the classes in use are the ones that Tailwind has', () => {
  const used = classes()
  expect(used.length).toBeGreaterThan(300)
  // A class that rules nothing out, and is ruled out by nothing, is left out: two of it would stay two.
  const known = used.filter((one) => wholeMerge(one, one) === one && !/^(?:[a-z]+|.*[.]tsx?)$/.test(one))
  const differing = known.flatMap((one) =>
    known
      .filter((other) => other !== one && cn(one, other) !== wholeMerge(one, other))
      .map((other) => `${one} ${other}`),
  )
  expect(differing).toEqual([])
})

test('the later of two wins, under the same variant alone', () => {
  expect(cn('h-8 px-2.5 hover:h-9', 'h-10', 'p-1')).toBe('hover:h-9 h-10 p-1')
  expect(cn('text-sm', 'text-ink')).toBe('text-sm text-ink')
  expect(cn('max-md:hidden', false, 'flex')).toBe('max-md:hidden flex')
})
