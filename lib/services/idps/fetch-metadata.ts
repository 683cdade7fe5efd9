import { lookup as systemLookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { Agent, get, type RequestOptions } from 'node:https'
import { BlockList, type LookupFunction } from 'node:net'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { env } from '#lib/env.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { maximumXmlBytes } from '#lib/saml/xml.ts'
import { readHttpsUrl } from './saml-settings.ts'

/** What tests replace: the resolver, the certificate authorities and the limits. */
export type FetchOptions = {
  allowedHosts?: readonly string[]
  lookup?: LookupFunction
  ca?: string
  maximumBytes?: number
  maximumMs?: number
}

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
  const isAllowed = isAllowedHost(url, options.allowedHosts ?? env().allowedHosts)
  // Where other services of the internet listen there is no metadata, and something that might take it for a request.
  if (!isAllowed && url.port !== '' && Number(url.port) < 1024) throw invalid(`port ${url.port} is not accepted.`)
  if (!isAllowed && isCompatible(url.hostname.replace(/[[\]]/g, ''))) throw invalid(reasonOf(url, new NotPublic()))
  const signal = AbortSignal.timeout(options.maximumMs ?? 10_000)
  try {
    const response = await answerOf(url, {
      agent: isAllowed ? new Agent() : new RequestFilteringHttpsAgent(),
      signal,
      // Whatever the process was started with.
      rejectUnauthorized: true,
      headers: {
        accept: 'application/samlmetadata+xml, application/xml, text/xml',
        'accept-encoding': 'identity',
        'user-agent': 'Rollcall',
      },
      lookup: isAllowed ? (options.lookup ?? systemLookup) : withoutCompatible(options.lookup ?? systemLookup),
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    })
    try {
      return await textOf(response, options.maximumBytes ?? maximumXmlBytes)
    } finally {
      response.destroy()
    }
  } catch (error) {
    if (isAppError(error)) throw error
    if (signal.aborted) throw invalid(`${url.host} did not send the metadata within ten seconds.`)
    throw invalid(reasonOf(url, error))
  }
}

/** IPv4-compatible addresses (RFC 4291 §2.5.5.1): the agent, which refuses all others, takes them for public ones. */
const compatible = new BlockList()
compatible.addSubnet('::', 96, 'ipv6')
const isCompatible = (address: string) => address.includes(':') && compatible.check(address, 'ipv6')

class NotPublic extends Error {}

const withoutCompatible =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, done) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address)
      if (addresses.some(isCompatible)) done(new NotPublic(), '', 0)
      else done(error, found, family)
    })

const isAllowedHost = (url: URL, allowed: readonly string[]) =>
  allowed.includes(url.hostname) || allowed.includes(`${url.hostname}:${url.port || '443'}`)

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

/** Nothing of a library's own words goes out: they would tell what an internal address answered. */
function reasonOf(url: URL, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof NotPublic || (error instanceof Error && /is not allowed\. Because/.test(error.message))) {
    return `${url.hostname} is not at a public address. Name it in ROLLCALL_ALLOWED_HOSTS if metadata may come from there.`
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no address was found for ${url.hostname}.`
  if (/CERT|SIGNED|ALTNAME|VERIFY/.test(code)) {
    return `the TLS certificate of ${url.host} is not trusted. It must be valid for this name, by a certificate authority that this server knows.`
  }
  if (/SSL|EPROTO/.test(code)) return `${url.host} does not speak TLS.`
  return `${url.host} could not be reached.`
}

const invalid = (why: string) => new AppError('invalid', `Metadata URL: ${why}`, { field: 'metadataUrl' })
