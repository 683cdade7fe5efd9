import { formatCount } from '#lib/table/words.ts'

/** For how many people access changes: `12 people lose access, nobody gains it.` */
export const accessSentence = (losing: number, gaining: number): string =>
  losing === 0 && gaining === 0
    ? 'Nobody gains or loses access to an application.'
    : `${people(losing, 'loses', 'lose')} access, ${people(gaining, 'gains', 'gain').toLowerCase()} it, wholly or under some circumstances.`

const people = (count: number, one: string, many: string): string =>
  count === 0 ? `Nobody ${one}` : `${formatCount(count)} ${count === 1 ? `person ${one}` : `people ${many}`}`
