import type { EditConflict, FieldConflict } from '#lib/errors.ts'

export type Side = 'mine' | 'theirs'

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Who changed a field since it was opened. */
export const changedBy = ({ opened, theirs, mine }: FieldConflict): Side | 'both' =>
  isSame(opened, mine) ? 'theirs' : isSame(opened, theirs) ? 'mine' : 'both'

/** Which of the two a form holds now; undefined once something else was entered. */
export const chosenSide = (field: FieldConflict, held: unknown): Side | undefined =>
  isSame(held, field.mine) ? 'mine' : isSame(held, field.theirs) ? 'theirs' : undefined

/**
 * How a refused edit goes on. `base`: what is stored now, from which what is saved next differs. `draft`: the same with what
 * was entered, so that nothing is lost: theirs stands only where they alone changed something.
 */
export function rebased<Values extends object>(
  entered: Values,
  fields: readonly FieldConflict[],
): { base: Values; draft: Values } {
  const known = fields.filter(({ field }) => field in entered)
  const theirs = (some: readonly FieldConflict[]) => Object.fromEntries(some.map((each) => [each.field, each.theirs]))
  return {
    base: { ...entered, ...theirs(known) },
    draft: { ...entered, ...theirs(known.filter((each) => changedBy(each) === 'theirs')) },
  }
}

/** What both changed first: it is what somebody has to decide. */
export const inOrderOfConcern = (fields: readonly FieldConflict[]): FieldConflict[] =>
  (['both', 'theirs', 'mine'] as const).flatMap((who) => fields.filter((each) => changedBy(each) === who))

/** `2 fields differ, 1 of them changed on both sides.` */
export function conflictSummary({ fields }: Pick<EditConflict, 'fields'>): string {
  if (fields.length === 0) return 'What you have here is the same as what is stored now.'
  const differ = fields.length === 1 ? '1 field differs' : `${fields.length} fields differ`
  const both = fields.filter((each) => changedBy(each) === 'both').length
  const shared =
    both === 0 ? '' : fields.length === 1 ? ', changed on both sides' : `, ${both} of them changed on both sides`
  return `${differ}${shared}. Nothing you entered is lost, and nothing is saved yet: choose, then save.`
}
