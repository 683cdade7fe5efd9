import type { Operation } from './operation.ts'
import { fault } from './problem.ts'

/** The operation that a request asks for, with what stands in its path's braces. Throws 404, and 405 with Allow. */
export function findOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): { operation: Operation; params: Record<string, string> } {
  const sent = path.split('/')
  const allowed: string[] = []
  for (const operation of operations) {
    const params = match(operation.path.split('/'), sent)
    if (!params) continue
    if (operation.method === method) return { operation, params }
    allowed.push(operation.method)
  }
  if (allowed.length === 0) throw fault(404, 'resource.not.found', 'There is no such address in the Management API.')
  const words = `${method.slice(0, 20)} is not answered at this address; ${allowed.join(', ')} is.`
  throw fault(405, 'invalid.method', words, [], { allow: allowed.join(', ') })
}

function match(pattern: readonly string[], sent: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== sent.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const value = decoded(sent[index] ?? '')
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined ? part !== value : value === undefined || value === '') return undefined
    if (name !== undefined && value !== undefined) params[name] = value
  }
  return params
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
