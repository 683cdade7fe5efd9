import type { Answer } from '#components/idp/actions.ts'
import type { PacAnswer } from '#lib/services/exemptions/exemption-of.ts'

/** What whoever may configure can do; the server refuses everybody else. */
export type ExemptionActions = {
  add: (input: { urls: string[] }) => Answer<{ added: string[] }>
  remove: (input: { urls: string[] }) => Answer<{ removed: string[] }>
  changeProxy: (input: { pacProxy: string }) => Answer<unknown>
}

/** Asks the rule of the PAC file. */
export type TestPac = (input: { url: string }) => Answer<PacAnswer>
