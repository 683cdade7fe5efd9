import type { IncomingMessage } from 'node:http'
import { get, type RequestOptions } from 'node:https'
import { AppError, isAppError } from '#lib/errors.ts'
import { maximumXmlBytes } from '#lib/saml/xml.ts'
import { guardedRequest, type GuardOptions, isOddPort, reachProblem } from '../guarded-address.ts'
import { readHttpsUrl } from './saml-settings.ts'

/** What tests replace: how the address is reached, and the limits. */
export type FetchOptions = GuardOptions & { maximumBytes?: number; maximumMs?: number }

/**
 * The text behind a Metadata URL, as an administrator entered it: over TLS only, from a public address only (whatever the
 * name resolves to at this very moment, in any spelling, since the check sits in the socket's own look-up), by no
 * redirect, 1 MiB at most within ten seconds. Hosts in `ROLLCALL_ALLOWED_HOSTS` may have other addresses.
 *
 * Throws `AppError` `invalid` for field `metadataUrl`, saying what happened.
 */
export async function fetchMetadata(address: string, options: FetchOptions = {}): Promise<string> {
  const url = URL.parse(readHttpsUrl('metadataUrl', 'Metadata URL', address))
  if (!url) throw invalid('enter an address that begins with https://.')
  if (isOddPort(url, options.allowedHosts)) throw invalid(`port ${url.port} is not accepted.`)
  const signal = AbortSignal.timeout(options.maximumMs ?? 10_000)
  try {
    const response = await answerOf(url, {
      ...guardedRequest(url, options),
      signal,
      headers: {
        accept: 'application/samlmetadata+xml, application/xml, text/xml',
        'accept-encoding': 'identity',
        'user-agent': 'Rollcall',
      },
    })
    try {
      return await textOf(response, options.maximumBytes ?? maximumXmlBytes)
    } finally {
      response.destroy()
    }
  } catch (error) {
    if (isAppError(error)) throw error
    if (signal.aborted) throw invalid(`${url.host} did not send the metadata within ten seconds.`)
    throw invalid(reachProblem(url, error, 'metadata may come from there'))
  }
}

const answerOf = (url: URL, options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(url, options, resolve).on('error', reject)
  })

async function textOf(response: IncomingMessage, maximumBytes: number): Promise<string> {
  const { statusCode = 0, headers } = response
  if (statusCode >= 300 && statusCode < 400) {
    throw invalid('the address sends on to another one. Enter the address that the metadata is at itself.')
  }
  if (statusCode !== 200) throw invalid(`the server answered ${statusCode}. Open the address in a browser to see why.`)
  // A small body could become a huge one.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw invalid('the server sends the metadata compressed although it was asked not to.')
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maximumBytes) throw invalid('the server sends more than 1 MiB, which no metadata of one IdP is.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const invalid = (why: string) => new AppError('invalid', `Metadata URL: ${why}`, { field: 'metadataUrl' })
