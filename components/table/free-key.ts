/**
 * Whether a single key may act: nobody is typing or composing, nothing is held with it, no dialog or menu is open, and no
 * other listener has taken it.
 */
export const isFreeKey = (event: KeyboardEvent): boolean => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false
  const target = event.target instanceof Element ? event.target : null
  // A select's list stays in the document once it has been open.
  return !target?.closest(typing) && ![...document.querySelectorAll(overlays)].some((one) => one.checkVisibility())
}

const typing =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"], [role="listbox"], [role="separator"], hr[tabindex]'
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
