import type { HeldView } from '#lib/services/deprovision-guard/index.ts'

/** What a held request asks for. */
export const askedFor = ({ kind, entityType }: Pick<HeldView, 'kind' | 'entityType'>): string =>
  kind === 'empty'
    ? 'Empty the group'
    : kind === 'deactivate'
      ? 'Deactivate the user'
      : `Delete the ${entityType.toLowerCase()}`

export const requestsText = (count: number): string => counted(count, 'request', 'requests')
export const peopleText = (count: number): string => counted(count, 'person', 'people')

/** What allowing requests means for people. */
export const lossText = (people: number, active: number): string =>
  `${people.toLocaleString('en')} of ${active.toLocaleString('en')} active users ${people === 1 ? 'loses' : 'lose'} access`

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
