import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Dialogue,
  fillIn,
  type Memory,
  remember,
  requestOf,
  type Sent,
  valueAt as at,
} from '#lib/scim/dialogue.ts'

export type { Dialogue, Sent, Step } from '#lib/scim/dialogue.ts'
export { valueAt as at } from '#lib/scim/dialogue.ts'

export type Received = { status: number; headers: Headers; text: string }
export type Send = (request: Sent) => Promise<Received>

/** How a play went. `failures`: one line each, the step's name first. `logged`: how many requests leave a sync log row. */
export type Played = { failures: string[]; logged: number; variables: Record<string, string> }

/** Every dialogue of this folder, by the name of its file. */
export const dialogues: Record<string, Dialogue> = Object.fromEntries(
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Dialogue,
    ]),
)

/** Sends to a real endpoint (`…/v2`), as whoever holds the token. */
export const sendTo =
  (endpoint: string, token: string): Send =>
  async ({ method, path, headers, body }) => {
    const response = await fetch(endpoint + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

/**
 * Sends the steps in order and goes on after one that failed. Besides what a step expects, every answer is held to
 * RFC 7644: media type (§3.1), Location of what was created (§3.3), counts of a list (§3.4.2), errors (§3.12).
 */
export async function play(dialogue: Dialogue, send: Send, given: Record<string, string> = {}): Promise<Played> {
  const memory: Memory = {
    variables: {
      rand: Math.random().toString(36).slice(2, 8),
      uuid: crypto.randomUUID(),
      uuid2: crypto.randomUUID(),
      ...given,
    },
    lastRead: {},
  }
  const failures: string[] = []
  let logged = 0
  for (const step of dialogue.steps) {
    const answer = await send(requestOf(dialogue, step, memory))
    const content = parse(answer.text)
    if (step.method !== 'GET' || answer.status >= 400) logged++
    remember(memory, step, content)
    const faults = [
      ...(step.expect.includes(answer.status)
        ? []
        : [`answered ${answer.status} instead of ${step.expect.join(' or ')} ${answer.text.slice(0, 300)}`]),
      ...(step.check ?? []).flatMap(([path, value]) => {
        const wanted = typeof value === 'string' ? fillIn(value, memory) : value
        const found = at(content, path) ?? null
        if (JSON.stringify(found) === JSON.stringify(wanted)) return []
        return [`${path} is ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`]
      }),
      ...protocolFaults(step.method, answer, content),
    ]
    failures.push(...faults.map((fault) => `${step.name}: ${fault}`))
  }
  return { failures, logged, variables: memory.variables }
}

/** What is wrong with any answer, whatever was asked. */
function protocolFaults(method: string, { status, headers, text }: Received, content: unknown): string[] {
  const faults: string[] = []
  if (status >= 500) faults.push(`the server failed: ${text.slice(0, 300)}`)
  if (text === '') return faults
  if (!/^application\/scim\+json\b/.test(headers.get('content-type') ?? '')) {
    faults.push(`media type ${headers.get('content-type')}`)
  }
  if (!isObject(content)) return [...faults, `no JSON object: ${text.slice(0, 100)}`]
  if (status >= 400) {
    if (at(content, 'schemas|0') !== 'urn:ietf:params:scim:api:messages:2.0:Error') faults.push('no SCIM error')
    if (at(content, 'status') !== String(status)) faults.push(`status in the error: ${String(at(content, 'status'))}`)
  } else if ('totalResults' in content) {
    for (const count of ['totalResults', 'startIndex', 'itemsPerPage']) {
      if (at(content, count) !== undefined && !Number.isInteger(at(content, count)))
        faults.push(`${count} is no integer`)
    }
    const length = Number(at(content, 'Resources|#'))
    if (at(content, 'itemsPerPage') !== length) faults.push(`itemsPerPage is not the ${length} of Resources`)
  } else if (at(content, 'meta|resourceType') === 'User' || at(content, 'meta|resourceType') === 'Group') {
    const location = at(content, 'meta|location')
    if (typeof location !== 'string' || !URL.canParse(location)) faults.push(`meta.location is not absolute`)
    if (method === 'POST' && headers.get('location') !== location) faults.push('Location is not meta.location')
  }
  return faults
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
