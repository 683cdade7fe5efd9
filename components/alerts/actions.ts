import type { Answer } from '#components/idp/actions.ts'
import type { DestinationEntry, MailServerEntry, MuteDays, Outcome } from '#lib/services/alerts/index.ts'
import type { AlertKind } from '#lib/table/alert-words.ts'

// The server actions these components call; pages hand them in.

export type AlertActions = {
  acknowledge: (input: { id: string }) => Answer<unknown>
  mute: (input: { kind: AlertKind; idpId: string; days: MuteDays }) => Answer<unknown>
  unmute: (input: { kind: AlertKind; idpId: string }) => Answer<unknown>
}

export type Redeliver = (input: { id: string }) => Answer<Outcome>

export type Tested = { target: string; outcome: Outcome }[]

export type DestinationActions = {
  create: (input: { type: 'webhook' | 'email'; entry: DestinationEntry }) => Answer<{
    id: string
    secret: string | undefined
  }>
  change: (input: { id: string; version: number; entry: DestinationEntry; opened: DestinationEntry }) => Answer<unknown>
  remove: (input: { id: string }) => Answer<unknown>
  renew: (input: { id: string }) => Answer<{ secret: string }>
  test: (input: { id: string }) => Answer<Tested>
  changeMailServer: (input: { version: number; entry: MailServerEntry; opened: MailServerEntry }) => Answer<unknown>
}
