/** Puts `text` on the clipboard; false when the browser refuses. */
export const copyText = async (text: string): Promise<boolean> => {
  // Browsers offer the asynchronous clipboard on https and localhost only, and this portal may be served on plain http.
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return false
    }
  }
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // Inside the open dialog, if any: its focus trap would take the focus back from anywhere else.
  const host = document.activeElement?.closest('[role="dialog"]') ?? document.body
  const focused = document.activeElement
  host.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
