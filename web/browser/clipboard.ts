/** The clipboard of older browsers and of pages without TLS, where `navigator.clipboard` does not exist. */
function copyBySelection(text: string): boolean {
  const previous = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (previous instanceof HTMLElement) previous.focus()
  return isCopied
}

/** Puts the text on the clipboard; false when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    try {
      return copyBySelection(text)
    } catch {
      return false
    }
  }
}
