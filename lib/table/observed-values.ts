import { formatCount } from './words.ts'

/** Values that an attribute was provisioned with, each once. */
export type ObservedValues = {
  /** `count`: how many carry it, where that is known. */
  readonly values: readonly { readonly value: string; readonly count?: number | undefined }[]
  /** There are more. */
  readonly isPartial: boolean
  /** Values of this attribute are collected, and have been. */
  readonly isCollected: boolean
}

/** What is said above the values that are offered. */
export const observedText = (found: ObservedValues | undefined): string => {
  if (!found) return 'Observed values could not be loaded. Type one.'
  if (found.values.length > 0)
    return found.isPartial ? 'Some of the observed values: type to find others' : 'Observed values'
  return found.isCollected ? 'No such value was observed.' : 'Values of this attribute are not collected. Type one.'
}

/** Beside a value: how many carry it. */
export const carriersText = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : formatCount(count)
