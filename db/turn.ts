import { AsyncLocalStorage } from 'node:async_hooks'

/** One run of a `write`. Whatever it started must not touch the database once it is over. */
export type Turn = { isOver: boolean }

/** The turn that the running code belongs to. */
export const turns = new AsyncLocalStorage<Turn>()

/**
 * Called when a statement executes, not when it is built: a query builder or prepared statement kept from an ended turn
 * and awaited later would otherwise commit in a stranger's turn.
 */
export function assertOwnTurn(current: Turn | undefined): void {
  const own = turns.getStore()
  if (!own || own !== current || own.isOver) {
    throw new Error('A statement of write() was executed outside its turn: await it inside work, and keep no handle.')
  }
}

/** A write inside a write would wait for itself. */
export function assertNoTurn(): void {
  if (turns.getStore()?.isOver === false) throw new Error('write() inside write(): pass the tx down.')
}
