import type { FieldWords } from './edit-conflict.tsx'

/** The words of a form's fields from their labels; for those whose value does not speak for itself, how it is told. */
export const fieldWordsOf =
  (words: Readonly<Record<string, string | ReturnType<FieldWords>>>): FieldWords =>
  (field) => {
    const found = words[field] ?? field
    return typeof found === 'string' ? { label: found, text: plainText } : found
  }

const plainText = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'Enabled' : 'Disabled'
  return Array.isArray(value) ? value.join('\n') : String(value)
}
