import { invalidSyntax, tooLarge, unsupportedMediaType } from '#lib/scim/errors.ts'

/**
 * A body as text, refused once it is larger than `maxBytes`, compressed, or not UTF-8.
 *
 * @throws ScimError 413, 415, 400
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string | undefined>>,
  maxBytes: number,
): Promise<string> {
  const encoding = headers['content-encoding']
  if (encoding && encoding.toLowerCase() !== 'identity') {
    throw unsupportedMediaType(`The body is compressed (${encoding.slice(0, 40)}) · send it uncompressed`)
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw oversized(maxBytes)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of chunks) {
    size += part.byteLength
    if (size > maxBytes) throw oversized(maxBytes)
    parts.push(part)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    throw invalidSyntax('The body is not UTF-8 text · send JSON encoded as UTF-8')
  }
}

const oversized = (maxBytes: number) =>
  tooLarge(`The body is larger than ${maxBytes / 1024 / 1024} MiB · send fewer members or values in one request`)
