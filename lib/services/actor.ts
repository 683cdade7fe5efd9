/** Who makes a change, and from where. Goes with the change into its audit row. */
export type Actor = {
  /** An administrator's id, or `cli` or `system`. */
  readonly id: string
  /** The administrator's e-mail address, or what else tells a reader who it was. */
  readonly name: string
  /** The caller's IP address; empty for `cli` and `system`. */
  readonly address: string
  readonly userAgent: string
}

/** Rollcall itself: the first administrator from the environment, background sweeps. */
export const systemActor: Actor = { id: 'system', name: 'Rollcall', address: '', userAgent: '' }

/** Whoever may run the command line on the server; `operator` is their name there. */
export const cliActor = (operator: string): Actor => ({ id: 'cli', name: operator, address: '', userAgent: '' })
