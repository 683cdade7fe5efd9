import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '#lib/auth/keys.ts'
import type { SeenRequest } from './callers.ts'

// How Rollcall calls itself by its public address, and knows itself again: the question is signed, so that strangers are
// told nothing, and the answer too, so that no other server can give it. Any process of this installation may answer.

/** How a request arrived. */
export type Arrival = Omit<SeenRequest, 'kind'> & {
  /** The caller's address as Rollcall believes it. */
  client: string
  forwardedFor: string
  /** Which process answered: a name that it made up when it started. */
  process: string
}

const VALID_MS = 60_000
export const arrivalPath = '/health/arrival/'

const slot = Symbol.for('rollcall.process-name')
/** Of this process. */
export const processName = ((globalThis as unknown as Record<symbol, string>)[slot] ??= randomBytes(4).toString('hex'))

export function newQuestion(now: number = Date.now()): string {
  const asked = `${randomBytes(16).toString('hex')}.${now + VALID_MS}`
  return `${asked}.${sign(`ask ${asked}`)}`
}

/** The signed answer to a question of this installation; undefined to anything else. */
export function answerQuestion(question: string, arrival: Arrival, now: number = Date.now()): string | undefined {
  const [random = '', until = '', mac = '', ...rest] = question.split('.')
  if (rest.length > 0 || !isSigned(`ask ${random}.${until}`, mac) || Number(until) < now) return undefined
  const text = JSON.stringify(arrival)
  return JSON.stringify({ arrival: text, mac: sign(`answer ${question} ${text}`) })
}

/** What the answer says; undefined when it is not ours. */
export function readAnswer(question: string, answer: string): Arrival | undefined {
  try {
    const { arrival, mac } = JSON.parse(answer) as { arrival: unknown; mac: unknown }
    if (typeof arrival !== 'string' || typeof mac !== 'string') return undefined
    return isSigned(`answer ${question} ${arrival}`, mac) ? (JSON.parse(arrival) as Arrival) : undefined
  } catch {
    return undefined
  }
}

const sign = (text: string): string => createHmac('sha256', deriveKey('arrival')).update(text).digest('base64url')

function isSigned(text: string, mac: string): boolean {
  const [expected, given] = [Buffer.from(sign(text)), Buffer.from(mac)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}
