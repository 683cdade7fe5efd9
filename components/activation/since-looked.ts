import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import { changeLabels, kindLabels } from './change-words.ts'

/** What is pending otherwise than when somebody looked, a line for each thing. */
export function sinceLooked(looked: readonly ChangeView[], now: readonly ChangeView[]): string[] {
  const key = ({ kind, id }: ChangeView) => `${kind} ${id}`
  const before = new Map(looked.map((change) => [key(change), change]))
  const after = new Map(now.map((change) => [key(change), change]))
  const name = ({ kind, name }: ChangeView) => `${kindLabels[kind]}: ${name}`
  return [
    ...now.flatMap((change) => {
      const was = before.get(key(change))
      const by = change.by === undefined ? '' : `, by ${change.by}`
      if (!was) return [`${name(change)}, ${changeLabels[change.change].toLowerCase()}${by}`]
      return JSON.stringify(was.lines) === JSON.stringify(change.lines) && was.change === change.change
        ? []
        : [`${name(change)}, pending otherwise than before${by}`]
    }),
    ...looked.filter((change) => !after.has(key(change))).map((change) => `${name(change)}, no longer pending`),
  ]
}
