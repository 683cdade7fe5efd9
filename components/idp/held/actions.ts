import type { Decided, HeldView } from '#lib/services/deprovision-guard/index.ts'
import type { Answer } from '../actions.ts'

/** The server actions of *Held Requests*; the page hands them in. */
export type HeldActions = {
  decide(input: {
    id: string
    decision: 'allowed' | 'refused'
    /** One request; without it, all that wait. */
    request?: Pick<HeldView, 'entityId' | 'kind'>
    /** When the page was read. */
    seenAt: string
  }): Answer<Decided>
  /** No hours: no longer. */
  allowEverything(input: {
    id: string
    hours: 1 | 24 | null
    seenUntil: string | null
  }): Answer<{ until: string | null }>
}
