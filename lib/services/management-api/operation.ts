import type { z } from 'zod'
import type { ApiCaller, ApiScope } from '../api-keys/index.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A request that may be answered: its key has the scope, its parts fit the schemas. */
export type ApiCall<Query, Body> = {
  caller: ApiCaller
  /** What stands in the path's braces. */
  params: Readonly<Record<string, string>>
  query: Query
  body: Body
  /** Of `If-Match`: the version that the caller saw. */
  version: number | undefined
}

export type ApiAnswer = {
  /** 200 with a body and 204 without, unless given. */
  status?: 200 | 201 | 204
  body?: unknown
  /** Of what is answered, for `ETag`. */
  version?: number
  /** Of what was made: its path. */
  location?: string
}

/** What the document and a test send. `body` is also what the document shows. */
export type ApiExample = {
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string>>
  body?: unknown
}

type Declaration<Query extends z.ZodObject, Body extends z.ZodType> = {
  /** Of OpenAPI: `listIdps`. */
  id: string
  method: Method
  /** Behind `/api/v1`: `/idps/{id}`. */
  path: string
  scope: ApiScope
  tag: string
  summary: string
  description?: string
  query?: Query
  body?: Body
  /** What a success answers; none: 204. */
  answer?: z.ZodType
  /** Of a success. */
  status?: 201
  /** Whether it takes `If-Match`. */
  isVersioned?: true
  /** What the API calls the fields of the services behind it, where the names differ. */
  fields?: Readonly<Record<string, string>>
  example: ApiExample
  handle(call: ApiCall<z.output<Query>, z.output<Body>>): Promise<ApiAnswer>
}

/** One operation of the Management API. Its route, the document and the tests of who may call it come from this. */
export type Operation = Omit<Declaration<z.ZodObject, z.ZodType>, 'handle'> & {
  handle(call: ApiCall<never, never>): Promise<ApiAnswer>
}

export const defineOperation = <Query extends z.ZodObject = z.ZodObject<{}>, Body extends z.ZodType = z.ZodNever>(
  declared: Declaration<Query, Body>,
): Operation => declared

/** Whether it changes something: counted more narrowly, and may be sent twice under one `Idempotency-Key`. */
export const changes = ({ method, scope }: Pick<Operation, 'method' | 'scope'>): boolean =>
  method !== 'GET' && scope !== 'decisions'
