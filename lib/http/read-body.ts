import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { invalidSyntax, tooLarge, unsupportedMediaType } from '#lib/scim/errors.ts'

type Headers = Readonly<Record<string, string | undefined>>

/**
 * A body as text, refused once it is larger than `maxBytes`, compressed, or not UTF-8.
 *
 * @throws ScimError 413, 415, 400
 */
export async function readBody(chunks: AsyncIterable<Uint8Array>, headers: Headers, maxBytes: number): Promise<string> {
  assertAcceptable(headers, maxBytes)
  const body = new Body(maxBytes)
  for await (const part of chunks) body.add(part)
  return body.text()
}

/** The same of a request on node:http, by its events: an iterator over the stream costs as much as the rest of reading. */
export function readNodeBody(request: IncomingMessage, headers: Headers, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    assertAcceptable(headers, maxBytes)
    const body = new Body(maxBytes)
    const settle = (end: () => void) => {
      request.off('data', onData).off('end', onEnd).off('error', onFailure).off('close', onFailure)
      end()
    }
    const onData = (part: Buffer) => {
      try {
        body.add(part)
      } catch (error) {
        request.pause()
        settle(() => reject(error))
      }
    }
    const onEnd = () =>
      settle(() => {
        try {
          resolve(body.text())
        } catch (error) {
          reject(error)
        }
      })
    const onFailure = () => settle(() => reject(invalidSyntax('The body ended early · send the request again')))
    // Whoever hung up before the reading began is told of by no event any more.
    if (request.destroyed) return onFailure()
    request.on('data', onData).on('end', onEnd).on('error', onFailure).on('close', onFailure)
  })
}

function assertAcceptable(headers: Headers, maxBytes: number): void {
  const encoding = headers['content-encoding']
  if (encoding && encoding.toLowerCase() !== 'identity') {
    throw unsupportedMediaType(`The body is compressed (${encoding.slice(0, 40)}) · send it uncompressed`)
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw oversized(maxBytes)
}

class Body {
  readonly #parts: Uint8Array[] = []
  readonly #maxBytes: number
  #size = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  add(part: Uint8Array): void {
    this.#size += part.byteLength
    if (this.#size > this.#maxBytes) throw oversized(this.#maxBytes)
    this.#parts.push(part)
  }

  text(): string {
    const bytes = Buffer.concat(this.#parts)
    if (!isUtf8(bytes)) throw invalidSyntax('The body is not UTF-8 text · send JSON encoded as UTF-8')
    // As TextDecoder does: a byte order mark is not part of the text.
    const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    return bytes.toString('utf8', start)
  }
}

const oversized = (maxBytes: number) =>
  tooLarge(`The body is larger than ${maxBytes / 1024 / 1024} MiB · send fewer members or values in one request`)
