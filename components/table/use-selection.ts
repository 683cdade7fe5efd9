'use client'
import type { RowSelectionState } from '@tanstack/react-table'
import { useState } from 'react'

/**
 * Rows chosen to do something with: these, on whichever pages they are, or all that match the filters in force. `query` is
 * the address's, for `loadTableQuery` on the server.
 */
export type Selection =
  | { readonly kind: 'these'; readonly ids: readonly string[] }
  | { readonly kind: 'matching'; readonly query: string; readonly total: number; readonly isTotalCapped: boolean }

/**
 * Which rows are selected.
 * @param matching names the rows that match now (IdP, filters, range): when it changes, the selection is over.
 */
export const useSelection = (matching: string, visible: readonly string[]) => {
  const none = { matching, ids: {} as RowSelectionState, isMatching: false }
  const [state, setState] = useState(none)
  if (state.matching !== matching) setState(none)
  const current = state.matching === matching ? state : none
  return {
    /** Of all matching rows those in sight are ticked. */
    rowSelection: current.isMatching
      ? Object.fromEntries(visible.map((id): [string, true] => [id, true]))
      : current.ids,
    isMatching: current.isMatching,
    setRows: (ids: RowSelectionState) => setState({ matching, ids, isMatching: false }),
    selectMatching: () => setState({ matching, ids: {}, isMatching: true }),
    clear: () => setState(none),
  }
}
