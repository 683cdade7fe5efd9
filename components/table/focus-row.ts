/**
 * Puts the focus on a row of a table. The row that had it last stays in the tab order, so that a dialog that was opened
 * from it gives the focus back to the row, not to its first button.
 */
export const focusRow = (row: HTMLElement | null | undefined): void => {
  if (!row) return
  for (const other of row.parentElement?.querySelectorAll<HTMLElement>('tr[data-row][tabindex="0"]') ?? [])
    other.tabIndex = -1
  row.tabIndex = 0
  row.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}
