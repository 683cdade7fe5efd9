import type { Dialogue } from './dialogue.ts'
import { entra, entraIncremental } from './entra.ts'
import { okta } from './okta.ts'
import { custom, ping, sailpoint } from './plain.ts'

/** By the names that `--dialogue` takes. */
export const dialogues: Readonly<Record<string, Dialogue>> = {
  'okta-first-sync': okta,
  'entra-first-sync': entra,
  'entra-incremental': entraIncremental,
  ping,
  sailpoint,
  custom,
}
