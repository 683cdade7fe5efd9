/** Beside an item's label, quieter. */
export const ItemNote = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : <span className="text-ink-muted pl-3 text-xs tabular-nums">{children}</span>
