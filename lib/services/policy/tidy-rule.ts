import { parseNetwork } from '#lib/policy/network.ts'
import { readNetwork } from '../idps/networks.ts'

/** Texts of a rule as they are stored. */
export const tidyTexts = <T extends { name: string; description: string }>(entry: T): T => ({
  ...entry,
  name: entry.name.trim().normalize('NFC'),
  description: entry.description.trim(),
})

/** Criteria as they are stored, each thing once; networks by their first address. What is wrong is left for who checks. */
export const tidyCriteria = <T extends object>(criteria: T): T =>
  Object.fromEntries(
    Object.entries(criteria).map(([kind, chosen]) => {
      if (!Array.isArray(chosen)) return [kind, chosen]
      const list = kind === 'trustedNetworks' ? (chosen as string[]).map(tidyNetwork) : (chosen as unknown[])
      return [kind, eachOnce(list)]
    }),
  ) as T

const tidyNetwork = (range: string): string => (parseNetwork(range.trim()) ? readNetwork(range.trim()) : range)

/** Names in a file may be written as `{ id }`. */
const eachOnce = (list: readonly unknown[]): unknown[] => [
  ...new Map(list.map((each) => [JSON.stringify(each), each])).values(),
]
