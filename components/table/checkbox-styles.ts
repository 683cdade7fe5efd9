export const checkboxStyles =
  'border-line-strong text-accent-ink data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent bg-surface grid size-4 shrink-0 place-items-center rounded-sm border'
