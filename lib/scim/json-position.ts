/** Where a text stops being JSON: 1-based, and what should have stood there. */
export type JsonError = { readonly line: number; readonly column: number; readonly expected: string }

/**
 * `JSON.parse` does not always name the position, so text that it refused is read once more. Recursive: for text whose
 * depth is bounded already.
 */
export const locateJsonError = (text: string): JsonError => {
  const reader = new Reader(text)
  let expected = 'nothing more'
  try {
    reader.value()
    reader.blanks()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    expected = error.message
  }
  const before = text.slice(0, reader.at)
  const lastBreak = before.lastIndexOf('\n')
  return { line: before.split('\n').length, column: reader.at - lastBreak, expected }
}

class Stop extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

class Reader {
  at = 0
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  value(): void {
    this.blanks()
    const next = this.text[this.at]
    if (next === '{') return this.list('}', '"," or "}"', () => this.member())
    if (next === '[') return this.list(']', '"," or "]"', () => this.value())
    if (next === '"') return this.string()
    for (const word of ['true', 'false', 'null']) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return
      }
    }
    NUMBER.lastIndex = this.at
    const number = NUMBER.exec(this.text)
    if (number === null) throw new Stop('a value')
    this.at += number[0].length
  }

  blanks(): void {
    while (' \t\n\r'.includes(this.text[this.at] ?? 'x')) this.at++
  }

  private list(close: string, expected: string, item: () => void): void {
    this.at++
    this.blanks()
    if (this.text[this.at] === close) {
      this.at++
      return
    }
    for (;;) {
      item()
      this.blanks()
      const next = this.text[this.at]
      if (next !== close && next !== ',') throw new Stop(expected)
      this.at++
      if (next === close) return
    }
  }

  private member(): void {
    this.blanks()
    if (this.text[this.at] !== '"') throw new Stop('an attribute name in double quotes')
    this.string()
    this.blanks()
    if (this.text[this.at] !== ':') throw new Stop('":"')
    this.at++
    this.value()
  }

  private string(): void {
    this.at++
    for (;;) {
      const unit = this.text.charCodeAt(this.at)
      if (Number.isNaN(unit)) throw new Stop('a closing double quote')
      if (unit < 0x20) throw new Stop('no unescaped control character')
      if (unit === 0x22) break
      if (unit === 0x5c) {
        ESCAPE.lastIndex = this.at
        const escape = ESCAPE.exec(this.text)
        if (escape === null) throw new Stop('a valid escape sequence')
        this.at += escape[0].length
      } else this.at++
    }
    this.at++
  }
}
