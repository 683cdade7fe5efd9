import type { AlertKind, AlertSeverity } from '#lib/table/alert-words.ts'

/** Something that an alert is about, as it is now. */
export type Sign = {
  kind: AlertKind
  idpId: string
  idpName: string
  /** Which certificate or token; empty where there is one of a kind. */
  subject: string
  /** How far it has come: an alert that reaches a higher one is told of again. */
  stage: number
  severity: AlertSeverity
  /** One sentence, true for as long as the stage lasts. */
  text: string
  /** What receivers of a webhook read: numbers, and times as ISO 8601. docs/guides/alert-webhooks.md lists them. */
  facts: Readonly<Record<string, string | number | null>>
}

export const keyOf = ({ kind, idpId, subject }: Pick<Sign, 'kind' | 'idpId' | 'subject'>): string =>
  `${kind} ${idpId} ${subject}`

export const people = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000
