import { store } from '#db/index.ts'
import type { CsvValue } from '#lib/table/csv.ts'
import type { AccessChange } from '#lib/policy/access-change.ts'
import type { ComparedSets } from './sets.ts'
import { compareIdps, walkImpact } from './walk.ts'

export const impactColumns = ['User', 'Identity Provider', 'Application', 'Change', 'Internal User ID'] as const

const words: Readonly<Record<AccessChange, string>> = {
  lost: 'Loses access',
  less: 'Loses access under some circumstances',
  gained: 'Gains access',
  more: 'Gains access under further circumstances',
}

/**
 * Everybody for whom the draft changes anything, a row for each person and application, worked out as it is read.
 * @param beforeStep awaited between pages; may throw to end it
 */
export async function* walkImpactRows(
  { before, after }: ComparedSets,
  beforeStep: () => Promise<void>,
): AsyncGenerator<CsvValue[][]> {
  const q = store().report
  const idps = await compareIdps(q, before, after, beforeStep)
  for await (const { idp, impact, people } of walkImpact(q, idps, beforeStep)) {
    for (const person of people) {
      const rows: CsvValue[][] = []
      for (const { at, change } of person.impact.changes) {
        for (const { name } of impact.classes[at]?.applications ?? []) {
          rows.push([person.userName, idp.name, name, words[change], person.userId])
        }
      }
      if (rows.length > 0) yield rows
    }
  }
}
