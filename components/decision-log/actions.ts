import type { Answer } from '#components/idp/actions.ts'
import type { DecisionLogEntry } from '#lib/services/decision-log/index.ts'

/** What whoever may configure can do with the decision log; the server refuses everybody else. */
export type LogSettingsActions = {
  change: (input: { entry: DecisionLogEntry; opened: DecisionLogEntry; version: number }) => Answer<unknown>
}
