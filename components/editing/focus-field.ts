/** Puts the focus on a field of the form that is open: its input, or the first of them. */
export const focusField = (field = 'form'): void => {
  const of = `[data-field="${CSS.escape(field)}"]`
  const input = document.querySelector<HTMLElement>(`${of} :is(input, textarea):not([aria-hidden])`)
  ;(input ?? document.querySelector<HTMLElement>(`${of} button`))?.focus()
}
