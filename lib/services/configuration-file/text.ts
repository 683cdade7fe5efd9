import { Document, isMap, visit } from 'yaml'
import type { ConfigurationFile } from './shape.ts'

/** A configuration as text: the same for the same configuration, byte by byte. */
export function configurationText(file: ConfigurationFile, format: 'yaml' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(file, null, 2)}\n`
  // Anchors would tie things together that are alike by chance.
  const document = new Document(file, { aliasDuplicateObjects: false })
  document.commentBefore = ' The configuration of Rollcall, but for secrets. Apply it: rollcall apply <file>'
  // A blank line before each part, for readers.
  visit(document, {
    Pair(at, pair, path) {
      if (at !== 0 && path.length === 2 && isMap(path[1]) && pair.key && typeof pair.key === 'object') {
        Object.assign(pair.key, { spaceBefore: true })
      }
    },
  })
  return document.toString({ lineWidth: 120 })
}
