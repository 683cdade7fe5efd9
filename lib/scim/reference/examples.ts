import answers from './answers.json' with { type: 'json' }
import { operations, type ReferenceOperation } from './operations.ts'
import { steps } from './steps.ts'
import type { Step } from './step.ts'

/** What the server answers a step with; `body` undefined: none. */
export type RecordedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type ReferenceExample = { readonly step: Step; readonly answer: RecordedAnswer }

/** The headers of an answer that the reference shows: the others are the same everywhere. */
export const shownHeaders = ['Content-Type', 'Location', 'ETag', 'WWW-Authenticate', 'Allow'] as const

/** How a step is called in `answers.json`. */
export const keyOf = ({ operation, name }: Pick<Step, 'operation' | 'name'>): string => `${operation}/${name}`

// Recorded by lib/services/scim/reference.test.ts, which also holds them to be what the server answers.
const recorded = answers as Record<string, RecordedAnswer>

export const examplesOf = ({ id }: Pick<ReferenceOperation, 'id'>): ReferenceExample[] =>
  steps
    .filter(({ operation }) => operation === id)
    .map((step) => ({ step, answer: recorded[keyOf(step)] ?? { status: step.status, headers: {} } }))

/** What follows the endpoint of a step: path and query, readable or as they are sent. */
export function targetOf(step: Step, isSent = true): string {
  const { path } = operationOf(step)
  const escape = isSent ? encodeURIComponent : (text: string) => text
  const query = Object.entries(step.query ?? {}).map(([name, value]) => `${name}=${escape(value)}`)
  // URNs keep their colons: that is how discovery prints their locations.
  const id = encodeURIComponent(step.id ?? '').replaceAll('%3A', ':')
  return `${path.replace('{id}', id)}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

export function operationOf({ operation }: Pick<Step, 'operation'>): ReferenceOperation {
  const found = operations.find(({ id }) => id === operation)
  if (!found) throw new Error(`There is no operation ${operation}`)
  return found
}
