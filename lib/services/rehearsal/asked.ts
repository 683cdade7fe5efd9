import { AppError } from '#lib/errors.ts'
import { escapePath, requestOf, type Dialogue, type Memory, type Sent, type Step } from '#lib/scim/dialogue.ts'
import { findDialogue } from './dialogues.ts'

/** What is rehearsed: a request that somebody wrote, or a step of a recorded dialogue with those that it builds on. */
export type Asked =
  { kind: 'request'; method: Method; path: string; body: string } | { kind: 'step'; dialogue: string; step: number }

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]

/** A body holds the write lane for as long as it takes to apply it. */
export const MOST_BODY_BYTES = 256 * 1024
export const MOST_BULK_OPERATIONS = 100

/** One request of a rehearsal; `ask` fills in what earlier answers said. */
export type Part = {
  name: string
  isReading: boolean
  ask(memory: Memory): Sent
  /** Keeps what later ones need of the answer. */
  step?: Step
}

/**
 * The requests in their order, the one that is asked for last.
 * @throws AppError `invalid`, `not-found`
 */
export function partsOf(asked: Asked): Part[] {
  if (asked.kind === 'step') return stepsUpTo(asked.dialogue, asked.step)
  const { method, body } = asked
  const path = pathOf(asked.path)
  const sends = method === 'POST' || method === 'PUT' || method === 'PATCH'
  if (sends) assertBounded(path, body)
  return [
    {
      name: '',
      isReading: method === 'GET' || isSearch(path),
      ask: () => ({
        method,
        path,
        headers: sends ? { 'Content-Type': 'application/scim+json' } : {},
        ...(sends ? { body } : {}),
      }),
    },
  ]
}

/** Accepts the whole address, as it was copied from a log or a console. */
function pathOf(given: string): string {
  const path = given.trim().replace(/^https?:\/\/[^/]+/i, '')
  const below = /^\/(?:scim\/)?\d+\/\d+(?:\/scim)?(?:\/v2)?(\/.*)$/.exec(path)?.[1] ?? path.replace(/^\/v2(?=\/)/, '')
  if (!below.startsWith('/') || below.length > 4_096) {
    throw new AppError('invalid', 'The path begins with a slash, such as /Users or /Groups/{id}.', { field: 'path' })
  }
  return escapePath(below)
}

const isSearch = (path: string): boolean => /\/\.search(\?|$)/i.test(path)

function assertBounded(path: string, body: string): void {
  if (Buffer.byteLength(body) > MOST_BODY_BYTES) {
    throw new AppError('invalid', 'A rehearsal takes a body of up to 256 KB. Leave some of it out.', { field: 'body' })
  }
  if (/^\/Bulk(\?|$)/i.test(path) && operationsIn(body) > MOST_BULK_OPERATIONS) {
    throw new AppError('invalid', `A rehearsal takes up to ${MOST_BULK_OPERATIONS} operations of a bulk request.`, {
      field: 'body',
    })
  }
}

function operationsIn(body: string): number {
  try {
    const operations = Object.entries(JSON.parse(body) as object).find(([key]) => /^operations$/i.test(key))?.[1]
    return Array.isArray(operations) ? operations.length : 0
  } catch {
    // The engine says what is wrong with it.
    return 0
  }
}

function stepsUpTo(id: string, index: number): Part[] {
  const dialogue = findDialogue(id)
  const chosen = dialogue?.steps[index]
  if (!dialogue || !chosen) throw new AppError('not-found', 'There is no such step among the recorded dialogues.')
  return dialogue.steps
    .slice(0, index + 1)
    .filter((step) => step === chosen || isBuiltOn(step))
    .map((step) => partOf(dialogue, step))
}

/** Whether later steps may need it: all but look-ups of which nothing is kept. */
const isBuiltOn = ({ method, path, save }: Step): boolean =>
  method !== 'GET' || save !== undefined || /^\/(Users|Groups)\/[^?]/.test(path)

const partOf = (dialogue: Dialogue, step: Step): Part => ({
  name: step.name,
  isReading: step.method === 'GET' || isSearch(step.path),
  ask: (memory) => requestOf(dialogue, step, memory),
  step,
})
