import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Engine } from './store.ts'

// The part of dialect.ts that is about text without a key column, and about JSON documents.

/**
 * Text as it is compared with `key` without case (lib/scim/fold.ts), of a column or document that keeps no key of it. On
 * SQLite the report threads bring the function. PostgreSQL's `lower` knows what the database's locale does, perhaps ASCII
 * alone; beyond that only the letters of the key can make a difference.
 */
export const foldedText = (engine: Engine, text: SQL, key: string): SQL => {
  if (engine === 'sqlite') return sql`fold(${text})`
  const lower = sql`lower(normalize(${text}, NFKC))`
  const pairs = [...new Set(key)].flatMap((letter) =>
    (capitals().get(letter) ?? []).map((capital) => ({ capital, letter })),
  )
  if (pairs.length === 0) return lower
  const from = pairs.map(({ capital }) => capital).join('')
  const to = pairs.map(({ letter }) => letter).join('')
  return sql`translate(${lower}, ${from}, ${to})`
}

/** `text` contains `part`, with regard to case. */
export const containsExactly = (engine: Engine, text: SQL, part: string): SQL =>
  engine === 'sqlite' ? sql`instr(${text}, ${part}) > 0` : sql`strpos(${text}, ${part}) > 0`

/** `text` ends with `part`, with regard to case. */
export const endsWithExactly = (engine: Engine, text: SQL, part: string): SQL => {
  const length = Array.from(part).length
  return engine === 'sqlite'
    ? sql`(length(${text}) >= ${length} and substr(${text}, length(${text}) - ${length} + 1) = ${part})`
    : sql`right(${text}, ${length}::int) = ${part}`
}

/** What stands at `keys` of a JSON document: text as it is, null when there is none. */
export const jsonText = (engine: Engine, document: AnyColumn, keys: readonly string[]): SQL =>
  engine === 'sqlite'
    ? sql`json_extract(${document}, ${jsonPath(keys)})`
    : sql`(${document}::jsonb #>> ${textArray(keys)})`

/** The objects of the list at `keys` of a JSON document, as something to select from, and what stands at keys of one. */
export const jsonElements = (
  engine: Engine,
  document: AnyColumn,
  keys: readonly string[],
): { from: SQL; textAt: (keys: readonly string[]) => SQL } =>
  engine === 'sqlite'
    ? {
        from: sql`json_each(${document}, ${jsonPath(keys)}) as element`,
        textAt: (inner) =>
          sql`case when element.type = 'object' then json_extract(element.value, ${jsonPath(inner)}) end`,
      }
    : {
        from: sql`jsonb_path_query(${document}::jsonb, ${`${jsonPath(keys)}[*]`}::jsonpath) as element(value)`,
        textAt: (inner) => sql`(element.value #>> ${textArray(inner)})`,
      }

/** A boolean that `jsonElements` found is `value`. */
export const jsonFlag = (engine: Engine, found: SQL, value: boolean): SQL =>
  engine === 'sqlite' ? sql`${found} = ${value ? 1 : 0}` : sql`${found} = ${String(value)}`

/** The same to both engines: every key in double quotes. */
const jsonPath = (keys: readonly string[]): string => `$${keys.map((key) => `.${JSON.stringify(key)}`).join('')}`

const textArray = (keys: readonly string[]): SQL =>
  sql`array[${sql.join(
    keys.map((key) => sql`${key}::text`),
    sql`, `,
  )}]`

let known: Map<string, string[]> | undefined

/** Letters beyond ASCII that become another one in lower case, by that one: `ß` comes from `ẞ`. */
const capitals = (): Map<string, string[]> => {
  if (known) return known
  known = new Map()
  for (let code = 0x80; code < 0x1_ffff; code++) {
    const capital = String.fromCodePoint(code)
    const letter = capital.toLowerCase()
    if (letter !== capital) known.set(letter, [...(known.get(letter) ?? []), capital])
  }
  return known
}
