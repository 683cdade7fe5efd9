/** What an identity provider says to a SCIM service, in order. `{{name}}` stands for what an earlier answer saved. */
export type Dialogue = {
  client: string
  /** Where it is known from that the client sends this. */
  evidence: string
  headers: Record<string, string>
  steps: Step[]
}

export type Step = {
  name: string
  method: string
  /** What follows `/v2`, readable: blanks and quotes are escaped when it is sent. */
  path: string
  headers?: Record<string, string>
  body?: Record<string, unknown>
  /** `previous GET`: the body lies on top of the resource that was read last, as Okta's PUT does. */
  mergeFrom?: 'previous GET'
  /** Statuses that are right. */
  expect: number[]
  /** Variable name → path in the answer's body. */
  save?: Record<string, string>
  /** Path in the answer's body → value. `a|0|b`; `#`: how many; `?type=work`: the element with it; null: not there. */
  check?: [string, unknown][]
}

export type Sent = { method: string; path: string; headers: Record<string, string>; body?: string }

/** What earlier answers left: named values, and the resource that was read last. */
export type Memory = { variables: Record<string, string>; lastRead: object }

/** `{{name}}` replaced by what is known; what is not known stays. */
export const fillIn = (text: string, { variables }: Pick<Memory, 'variables'>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (all, name: string) => variables[name] ?? all)

/** A path as it is sent. */
export const escapePath = (path: string): string => path.replaceAll(' ', '%20').replaceAll('"', '%22')

/** A step as the client sends it now. */
export function requestOf(dialogue: Dialogue, step: Step, memory: Memory): Sent {
  const body = step.body && (JSON.parse(fillIn(JSON.stringify(step.body), memory)) as object)
  const merged = step.mergeFrom ? { ...memory.lastRead, ...body } : body
  const { 'Content-Type': contentType, ...headers } = { ...dialogue.headers, ...step.headers }
  return {
    method: step.method,
    path: escapePath(fillIn(step.path, memory)),
    headers: merged && contentType ? { ...headers, 'Content-Type': contentType } : headers,
    ...(merged ? { body: JSON.stringify(merged) } : {}),
  }
}

/** Keeps what a later step needs of this one's answer. */
export function remember(memory: Memory, step: Step, content: unknown): void {
  if (step.method === 'GET' && isObject(content) && 'id' in content) memory.lastRead = content
  for (const [name, path] of Object.entries(step.save ?? {})) {
    const value = valueAt(content, path)
    if (typeof value === 'string') memory.variables[name] = value
  }
}

/** The value at a path such as `emails|?type=work|value`; undefined when there is none. */
export function valueAt(content: unknown, path: string): unknown {
  return path.split('|').reduce<unknown>((value, key) => {
    if (key === '#') return Array.isArray(value) ? value.length : 0
    if (key.startsWith('?') && Array.isArray(value)) {
      const [name = '', wanted] = key.slice(1).split('=')
      return value.find((element) => isObject(element) && element[name] === wanted)
    }
    if (Array.isArray(value)) return value[Number(key)]
    return isObject(value) ? value[key] : undefined
  }, content)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
