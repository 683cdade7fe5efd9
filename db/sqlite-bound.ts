import { Column, is, Param, Placeholder, SQL } from 'drizzle-orm'

type Values = Record<string, unknown>
type Execute = { execute(values: Values): Promise<unknown> }
type Decoder = { mapFromDriverValue(value: unknown): unknown }
type Encoder = { mapToDriverValue(value: unknown): unknown }
type Statement = {
  run(...values: unknown[]): unknown
  raw(): { all(...values: unknown[]): unknown[][] }
}
/** What a prepared statement of Drizzle for better-sqlite3 is made of, as far as it matters here. */
type Made = Execute & {
  stmt: Statement
  executeMethod: string
  getQuery(): { params: unknown[] }
  fields?: { path: string[]; field: unknown }[]
  customResultMapper?: unknown
  joinsNotNullableMap?: unknown
}

/**
 * The same prepared statement, quicker to execute: Drizzle looks up at each execution what kind of thing every parameter
 * and every column is; here that is looked up once. It took a tenth of a SCIM request. A statement of a shape that is not
 * known here (joins, mappers) stays Drizzle's own.
 */
export function bound<Prepared extends Execute>(prepared: Prepared): Prepared {
  const { stmt, fields, executeMethod, customResultMapper, joinsNotNullableMap, ...rest } = prepared as unknown as Made
  const columns = fields?.map(({ path, field }) => ({
    name: path[0] ?? '',
    isFlat: path.length === 1,
    by: decoderOf(field),
  }))
  const isKnown =
    'query' in rest &&
    customResultMapper === undefined &&
    joinsNotNullableMap === undefined &&
    (columns ? executeMethod === 'all' && columns.every(({ isFlat, by }) => isFlat && by) : executeMethod === 'run')
  if (!isKnown) return prepared
  const parameters = (prepared as unknown as Made).getQuery().params.map(parameterOf)
  const bind = (values: Values) => {
    const bindings: unknown[] = []
    for (const parameter of parameters) bindings.push(parameter(values))
    return bindings
  }
  const toRow = (raw: unknown[]) => {
    const row: Values = {}
    for (const [index, { name, by }] of (columns ?? []).entries()) {
      const value = raw[index]
      row[name] = value === null ? null : by?.mapFromDriverValue(value)
    }
    return row
  }
  const execute = columns
    ? async (values: Values) =>
        stmt
          .raw()
          .all(...bind(values))
          .map(toRow)
    : async (values: Values) => stmt.run(...bind(values))
  return { ...prepared, execute }
}

function parameterOf(parameter: unknown): (values: Values) => unknown {
  if (is(parameter, Placeholder)) return valueOf(parameter.name)
  if (is(parameter, Param) && is(parameter.value, Placeholder)) {
    const value = valueOf(parameter.value.name)
    const encoder = parameter.encoder as Encoder
    return (values) => {
      const given = value(values)
      // Encoders take a value of their kind; Drizzle asks them for none where null stands in a query by itself.
      return given === null ? null : encoder.mapToDriverValue(given)
    }
  }
  return () => parameter
}

const valueOf = (name: string) => (values: Values) => {
  const value = values[name]
  if (value === undefined) throw new Error(`No value for placeholder "${name}" was provided`)
  return value
}

/** As Drizzle chooses it for a selected field. */
function decoderOf(field: unknown): Decoder | undefined {
  if (is(field, Column)) return field
  if (is(field, SQL)) return (field as unknown as { decoder: Decoder }).decoder
  if (is(field, SQL.Aliased)) return (field as unknown as { sql: { decoder: Decoder } }).sql.decoder
  return undefined
}
