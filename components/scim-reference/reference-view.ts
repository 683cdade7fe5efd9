import { examplesOf, keyOf, operationOf, targetOf } from '#lib/scim/reference/examples.ts'
import { exampleCurl, ofEndpoint } from '#lib/scim/reference/curl.ts'
import { operations, refusalsOf, refusalWords, type OperationGroup } from '#lib/scim/reference/operations.ts'
import { parameters } from '#lib/scim/reference/parameters.ts'

/** An IdP whose endpoint the reference is filled in with. */
export type ReferenceIdp = { readonly idpId: string; readonly endpoint: string }

export type ExampleView = {
  key: string
  summary: string
  status: number
  curl: string
  /** Headers that matter, one a line. */
  headers: string
  /** Indented JSON; empty: no body. */
  body: string
  /** Whether *Try it* can send it. */
  isRead: boolean
}

export type OperationView = {
  id: string
  group: OperationGroup
  method: string
  path: string
  summary: string
  description: string
  /** How it is opened. */
  access: string
  parameters: { name: string; place: string; description: string }[]
  /** But for those of every operation. */
  answers: { status: number; what: string }[]
  examples: ExampleView[]
}

const accessWords = {
  bearer: 'Bearer token',
  none: 'No token needed',
  client: 'Client secret',
} as const

/** What any operation may be refused by, told once. */
const everywhere: readonly number[] = [401, 403, 429, 503]

export const refusalsEverywhere = everywhere.map((status) => ({ status, what: refusalWords[status] ?? '' }))

/** Whether the operation only reads, and what *Try it* needs no more for than the portal knows. */
export const isTriable = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'GET' || path.endsWith('/.search')

/** The reference as its page shows it, with the IdP's own endpoint. */
export const referenceView = (idp: ReferenceIdp): OperationView[] =>
  operations.map((operation) => ({
    id: operation.id,
    group: operation.group,
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    description: operation.description,
    access: accessWords[operation.access],
    parameters: operation.parameters.map((name) => ({
      name,
      place: parameters[name].in,
      description: parameters[name].description,
    })),
    answers: [
      ...Object.entries(operation.answers).map(([status, { what }]) => ({ status: Number(status), what })),
      ...refusalsOf(operation)
        .filter((status) => !everywhere.includes(status) || operation.access !== 'bearer')
        .map((status) => ({ status, what: refusalWords[status] ?? '' })),
    ],
    examples: examplesOf(operation).map(({ step, answer }) => ({
      key: keyOf(step),
      summary: step.summary,
      status: answer.status,
      curl: ofEndpoint(exampleCurl(step, idp.endpoint), idp),
      headers: ofEndpoint(
        Object.entries(answer.headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n'),
        idp,
      ),
      body: answer.body === undefined ? '' : ofEndpoint(JSON.stringify(answer.body, null, 2), idp),
      isRead: isTriable(operation) && isOfThisMoment(keyOf(step)),
    })),
  }))

/** A cursor is of one walk, and *Try it* always has a token. */
const isOfThisMoment = (key: string) => key !== 'listUsers/next-by-cursor' && key !== 'listUsers/without-token'

/** What *Try it* has ready to send: every read of the reference. */
export type Preset = {
  key: string
  operation: string
  label: string
  method: 'GET' | 'POST'
  target: string
  body: string
}

export const presets: readonly Preset[] = operations.filter(isTriable).flatMap((operation) =>
  examplesOf(operation)
    .filter(({ step }) => isOfThisMoment(keyOf(step)) && step.headers === undefined)
    .map(({ step }) => ({
      key: keyOf(step),
      operation: operation.summary,
      label: `${operation.summary} · ${step.summary}`,
      method: operationOf(step).method as 'GET' | 'POST',
      target: targetOf(step, false),
      body: step.body === undefined ? '' : JSON.stringify(step.body, null, 2),
    })),
)
