/** Values that an attribute was provisioned with, each once. */
export type ObservedValues = {
  readonly values: readonly string[]
  /** There are more, or not every row was looked at. */
  readonly isPartial: boolean
}
