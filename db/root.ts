import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

let found: string | undefined

/** The project's folder: npm scripts start in it, and Next's bundle has no other way to know it. */
export function rootFolder(): string {
  if (found) return found
  let folder = process.cwd()
  while (!existsSync(join(/* turbopackIgnore: true */ folder, 'db', 'report-worker.ts'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('Rollcall runs from its own folder: start it through npm.')
    folder = parent
  }
  return (found = folder)
}
