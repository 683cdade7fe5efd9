import { invalidFilter, show } from './errors.ts'

export const COMPARE_OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type CompareOperator = (typeof COMPARE_OPERATORS)[number]
export type FilterValue = string | number | boolean | null

/**
 * A filter as written (RFC 7644 §3.4.2.2). Columns are 1-based, in characters. `path` is the attribute as the client
 * spelled it, URN included. Entra's `emails[type eq "work"].value eq "x"` arrives as
 * `emails[type eq "work" and value eq "x"]`.
 */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Filter[]; readonly column: number }
  | { readonly kind: 'not'; readonly operand: Filter; readonly column: number }
  | { readonly kind: 'present'; readonly path: string; readonly column: number }
  | {
      readonly kind: 'compare'
      readonly path: string
      readonly op: CompareOperator
      readonly value: FilterValue
      readonly column: number
      readonly opColumn: number
      readonly valueColumn: number
    }
  | { readonly kind: 'some'; readonly path: string; readonly filter: Filter; readonly column: number }

export type FilterLimits = { readonly maxBytes: number; readonly maxConditions: number; readonly maxNesting: number }

export const FILTER_LIMITS: FilterLimits = { maxBytes: 4096, maxConditions: 256, maxNesting: 24 }

/** @throws ScimError 400 invalidFilter, naming the column and what was expected there */
export const parseFilter = (text: string, limits: FilterLimits = FILTER_LIMITS): Filter => {
  if (text.length > limits.maxBytes || utf8Length(text) > limits.maxBytes) {
    throw invalidFilter(`The filter is too long · ${utf8Length(text)} bytes · at most ${limits.maxBytes} are accepted`)
  }
  return new FilterParser(text, 0, limits).whole()
}

/**
 * The `[…]` of a PATCH path whose bracket opens at `from`, and where it ends (after the closing bracket).
 *
 * @throws ScimError 400 invalidFilter
 */
export const parseBracket = (text: string, from: number, limits: FilterLimits): { filter: Filter; end: number } => {
  const parser = new FilterParser(text, from, limits)
  return { filter: parser.bracket(), end: parser.at }
}

const ATTRIBUTE_NAME = /^\$?[A-Za-z][A-Za-z0-9_-]*$/

/** `userName`, `name.givenName`, `$ref`, each with a URN before it or without (RFC 7644 §3.10). */
export const isAttributePath = (text: string): boolean => {
  const names = text.slice(afterUrn(text)).split('.')
  return names.length <= 2 && names.every((name) => ATTRIBUTE_NAME.test(name))
}

/** Where the attribute begins after a URN (or http) prefix; 0 without one. */
export const afterUrn = (text: string): number => text.lastIndexOf(':') + 1

const utf8Length = (text: string): number => new TextEncoder().encode(text).length

class FilterParser {
  at: number
  private readonly text: string
  private readonly limits: FilterLimits
  private conditions = 0
  private nesting = 0
  private inBracket = false

  constructor(text: string, at: number, limits: FilterLimits) {
    this.text = text
    this.at = at
    this.limits = limits
  }

  whole(): Filter {
    const filter = this.either()
    this.blanks()
    if (this.at < this.text.length) throw this.wrong(`"and", "or" or the end of the filter`)
    return filter
  }

  bracket(): Filter {
    if (this.inBracket) throw this.wrong('a condition without a bracket of its own')
    this.inBracket = true
    this.at++
    const filter = this.nested(']')
    this.inBracket = false
    return filter
  }

  private either(): Filter {
    return this.joined('or', () => this.both())
  }

  private both(): Filter {
    return this.joined('and', () => this.single())
  }

  private joined(word: 'and' | 'or', operand: () => Filter): Filter {
    const first = operand()
    const operands = [first]
    while (this.takeWord(word)) operands.push(operand())
    return operands.length === 1 ? first : { kind: word, operands, column: first.column }
  }

  private single(): Filter {
    this.blanks()
    const column = this.at + 1
    if (this.text[this.at] === '(') {
      this.at++
      return this.nested(')')
    }
    if (this.takeWord('not')) {
      this.enter()
      const operand = this.single()
      this.nesting--
      return { kind: 'not', operand, column }
    }
    return this.condition()
  }

  private nested(close: ')' | ']'): Filter {
    this.enter()
    const filter = this.either()
    this.blanks()
    if (this.text[this.at] !== close) throw this.wrong(`"and", "or" or "${close}"`)
    this.at++
    this.nesting--
    return filter
  }

  private enter(): void {
    if (++this.nesting > this.limits.maxNesting) {
      throw invalidFilter(
        `The filter nests too deeply at column ${this.at + 1} · at most ${this.limits.maxNesting} levels`,
      )
    }
  }

  private condition(): Filter {
    if (++this.conditions > this.limits.maxConditions) {
      throw invalidFilter(`The filter has too many conditions · at most ${this.limits.maxConditions} are accepted`)
    }
    const column = this.at + 1
    const path = this.word()
    if (path === '') throw this.wrong('an attribute name')
    if (!isAttributePath(path)) throw this.wrong('an attribute such as userName or name.givenName', column, path)
    if (this.text[this.at] !== '[') return this.comparison(path, column)
    const filter = this.bracket()
    if (this.text[this.at] !== '.') return { kind: 'some', path, filter, column }
    this.at++
    const subColumn = this.at + 1
    const sub = this.word()
    if (!ATTRIBUTE_NAME.test(sub)) throw this.wrong('a sub-attribute such as value', subColumn, sub)
    const last = this.comparison(sub, subColumn)
    return { kind: 'some', path, filter: conjunction(filter, last), column }
  }

  private comparison(path: string, column: number): Filter {
    this.blanks()
    const opColumn = this.at + 1
    const written = this.word()
    const op = written.toLowerCase()
    if (op === 'pr') return { kind: 'present', path, column }
    if (!isCompareOperator(op)) throw this.wrong('an operator (eq ne co sw ew gt ge lt le pr)', opColumn, written)
    this.blanks()
    const valueColumn = this.at + 1
    return { kind: 'compare', path, op, value: this.literal(), column, opColumn, valueColumn }
  }

  private literal(): FilterValue {
    if (this.text[this.at] === '"') return this.string()
    const start = this.at
    const word = this.word()
    const lower = word.toLowerCase()
    if (lower === 'true') return true
    if (lower === 'false') return false
    if (lower === 'null') return null
    if (NUMBER.test(word) && Number.isFinite(Number(word))) return Number(word)
    this.at = start
    throw this.wrong('a value: text in double quotes, a number, true, false or null')
  }

  private string(): string {
    const start = this.at
    let end = start + 1
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1
    if (end >= this.text.length) throw this.wrong('a closing double quote', this.text.length + 1)
    const raw = this.text.slice(start, end + 1)
    let value: string
    try {
      value = JSON.parse(raw) as string
    } catch {
      throw this.wrong('text escaped as in JSON', start + 1, raw)
    }
    if (value.includes('\u0000') || !value.isWellFormed()) {
      throw this.wrong('well-formed Unicode text without NUL', start + 1, raw)
    }
    this.at = end + 1
    return value
  }

  /** Consumes the keyword when it stands here as a word of its own, in any case. */
  private takeWord(keyword: string): boolean {
    this.blanks()
    const start = this.at
    if (this.word().toLowerCase() === keyword) return true
    this.at = start
    return false
  }

  private word(): string {
    const start = this.at
    while (isWordUnit(this.text.charCodeAt(this.at))) this.at++
    return this.text.slice(start, this.at)
  }

  private blanks(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at)
      if (unit !== 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) return
      this.at++
    }
  }

  private wrong(expected: string, column = this.at + 1, found = this.text.slice(column - 1, column + 19)) {
    const what = found === '' ? 'the filter ends' : `found ${show(found)}`
    return invalidFilter(`The filter is not understood at column ${column} · ${what} · expected ${expected}`)
  }
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

const isCompareOperator = (word: string): word is CompareOperator =>
  (COMPARE_OPERATORS as readonly string[]).includes(word)

/** Letters, digits and `$ + - . / : _`: names, URNs, numbers. NaN (the end) is none of them. */
const isWordUnit = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x2d && unit <= 0x3a) ||
  unit === 0x5f ||
  unit === 0x24 ||
  unit === 0x2b

const conjunction = (left: Filter, right: Filter): Filter =>
  left.kind === 'and'
    ? { ...left, operands: [...left.operands, right] }
    : { kind: 'and', operands: [left, right], column: left.column }

/** The filter as text again; parsing that gives the same filter, columns aside. */
export const printFilter = (filter: Filter): string => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands
        .map((operand) =>
          operand.kind === 'and' || operand.kind === 'or' ? `(${printFilter(operand)})` : printFilter(operand),
        )
        .join(` ${filter.kind} `)
    case 'not':
      return `not (${printFilter(filter.operand)})`
    case 'present':
      return `${filter.path} pr`
    case 'compare':
      return `${filter.path} ${filter.op} ${JSON.stringify(filter.value)}`
    case 'some':
      return `${filter.path}[${printFilter(filter.filter)}]`
  }
}
