/**
 * An XML document with each element on a line of its own, to be read. For the eye alone: what was verified are the bytes
 * without these line breaks.
 */
export function prettyXml(xml: string): string {
  let depth = 0
  return xml
    .split(/(?<=>)(?=<)/)
    .map((part) => {
      if (part.startsWith('</')) depth = Math.max(0, depth - 1)
      const line = '  '.repeat(depth) + part
      const opens = /^<[^/!?]/.test(part) && !part.endsWith('/>') && !/<\/[^<]*>$/.test(part)
      if (opens) depth += 1
      return line
    })
    .join('\n')
}
