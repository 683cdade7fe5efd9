import { Agent, request } from 'node:http'
import type { Target } from './drive.ts'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  firstByteMs: number
}
export type Client = {
  /** `discards`: the body is read and thrown away, as large ones are; `signal` hangs up. */
  send(method: string, path: string, body?: object, how?: { discards?: boolean; signal?: AbortSignal }): Promise<Answer>
  close(): void
}

/** One HTTP client with so many kept-alive connections, as a provisioning agent has; `path` follows the endpoint's base. */
export function openClient(
  { base, token }: Pick<Target, 'base' | 'token'>,
  connections: number,
  headers: Record<string, string> = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send: Client['send'] = (method, path, body, how = {}) =>
    new Promise((resolve, reject) => {
      const { discards = false, signal } = how
      const startedAt = performance.now()
      const text = body === undefined ? undefined : JSON.stringify(body)
      const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }
      const sent = request(
        base + path,
        { method, agent, headers: { ...headers, ...length }, ...(signal ? { signal } : {}) },
        (response) => {
          const firstByteMs = performance.now() - startedAt
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => void (discards || parts.push(part)))
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(parts).toString(),
              firstByteMs,
            }),
          )
        },
      )
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed an idle connection at the moment that this request took it: clients ask anew.
        if (method === 'GET' && sent.reusedSocket && error.code === 'ECONNRESET') {
          send(method, path, body, how).then(resolve, reject)
        } else reject(error)
      })
      sent.end(text)
    })
  return { send, close: () => agent.destroy() }
}

/** Runs `work` for 0, 1, … `count` - 1, `at` so many at a time. */
export async function forEach(count: number, at: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: at }, lane))
}
