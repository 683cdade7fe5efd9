import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { env } from '#lib/env.ts'
import { type Arrival, arrivalPath, newQuestion, processName, readAnswer } from './arrival.ts'
import { differenceTo } from './difference.ts'

/** Something a verdict adds: what is well, and what is not. */
export type Finding = { isGood: boolean; text: string }

export type CheckResult = {
  outcome: 'arrived' | 'dns' | 'refused' | 'timeout' | 'unreachable' | 'tls' | 'redirect' | 'proxy' | 'other-server'
  title: string
  text: string
  findings: Finding[]
  tookMs: number
}

/** What tests replace. */
export type CheckOptions = { ca?: string; maximumMs?: number }

const MOST_BYTES = 16_384

let running: Promise<CheckResult> | undefined

/** Sends a request through the public address and tells what became of it. Several that ask at once share one. */
export const checkReachability = (options: CheckOptions = {}): Promise<CheckResult> =>
  (running ??= check(options).finally(() => (running = undefined)))

async function check(options: CheckOptions): Promise<CheckResult> {
  const url = new URL(env().url)
  const question = newQuestion()
  const began = performance.now()
  const result = (rest: Omit<CheckResult, 'tookMs' | 'findings'> & { findings?: Finding[] }): CheckResult => ({
    findings: [],
    ...rest,
    tookMs: Math.round(performance.now() - began),
  })
  const signal = AbortSignal.timeout(options.maximumMs ?? 10_000)
  try {
    const answer = await ask(new URL(arrivalPath + question, url), {
      signal,
      rejectUnauthorized: true,
      agent: false,
      headers: { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'Rollcall' },
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    })
    try {
      return result(await verdictOf(url, question, answer))
    } finally {
      answer.destroy()
    }
  } catch (error) {
    const code = signal.aborted ? 'ETIMEDOUT' : String((error as { code?: unknown }).code ?? '')
    return result(failureOf(url, code))
  }
}

const ask = (url: URL, options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? httpRequest : httpsRequest
    send(url, options, resolve).on('error', reject).end()
  })

type Verdict = Omit<CheckResult, 'tookMs' | 'findings'> & { findings?: Finding[] }

async function verdictOf(url: URL, question: string, answer: IncomingMessage): Promise<Verdict> {
  const { statusCode = 0, headers } = answer
  if (statusCode >= 300 && statusCode < 400) {
    const target = URL.parse(headers.location ?? '', url)?.origin ?? 'another address'
    return {
      outcome: 'redirect',
      title: 'Sent on to another address',
      text: `${url.host} answers with a redirect to ${target}. SCIM clients do not follow redirects. If ${target} is the public address, set ROLLCALL_URL to it.`,
    }
  }
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    bytes += part.length
    if (bytes > MOST_BYTES) break
  }
  const arrival = readAnswer(question, Buffer.concat(parts).toString('utf8'))
  if (arrival) return arrived(url, arrival)
  const server = typeof headers.server === 'string' ? `, ${headers.server.slice(0, 60)},` : ''
  if (statusCode >= 502 && statusCode <= 504) {
    return {
      outcome: 'proxy',
      title: 'The proxy does not reach Rollcall',
      text: `A proxy at ${url.host}${server} answered ${statusCode}. Look whether it forwards to the address and port that Rollcall listens on.`,
    }
  }
  return {
    outcome: 'other-server',
    title: 'Another server answered',
    text: `Whatever answered at ${url.host}${server} with status ${statusCode} is not this installation of Rollcall. Look at the DNS record and at the rules of the proxy. Processes of one installation share ROLLCALL_SECRET.`,
  }
}

function arrived(url: URL, arrival: Arrival): Verdict {
  const findings: Finding[] = []
  const add = (isGood: boolean, text: string) => findings.push({ isGood, text })
  const differs = differenceTo(url, arrival)
  add(!differs, differs ?? `It named ${url.origin}, as ROLLCALL_URL says.`)
  if (!arrival.isForwarded) add(true, `It came without a proxy that tells of itself, from ${arrival.peer}.`)
  else if (arrival.isTrusted) {
    add(true, `It came through the proxy ${arrival.peer}, which is trusted: the caller was ${arrival.client}.`)
  } else {
    add(
      false,
      `It came through ${arrival.peer}, whose X-Forwarded-For (${arrival.forwardedFor || 'empty'}) is ignored: logs and limits take the proxy for the caller. Add ${arrival.peer} to ROLLCALL_TRUSTED_PROXIES.`,
    )
  }
  if (arrival.via) add(true, `Via says: ${arrival.via}.`)
  if (arrival.process !== processName) add(true, 'Another process of this installation answered.')
  return {
    outcome: 'arrived',
    title: 'The request arrived',
    text: `A request that this server sent to ${url.origin} came back to Rollcall.${url.protocol === 'https:' ? ' The TLS certificate is trusted here.' : ''}`,
    findings,
  }
}

const HAIRPIN =
  'It was asked from this very server: some networks do not let a server reach its own public address, though everybody else can.'

const TLS: readonly [RegExp, string][] = [
  [/EXPIRED/, 'The certificate has expired. Renew it.'],
  [/NOT_YET_VALID/, 'The certificate is not valid yet. Look at the clock of this server, and at the certificate.'],
  [/ALTNAME/, 'The certificate is for other names. Get one for this name.'],
  [
    /SELF_SIGNED/,
    'The certificate is self-signed. Identity providers in the cloud refuse that: use one of a public certificate authority.',
  ],
  [
    /ISSUER|LEAF|VERIFY|CHAIN/,
    'The chain of the certificate does not lead to an authority known here. Most often the proxy does not send the intermediate certificate: configure the full chain.',
  ],
  [/SSL|EPROTO|TLS/, 'What listens there does not speak TLS. Look whether the port is the right one.'],
]

function failureOf(url: URL, code: string): Verdict {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      outcome: 'dns',
      title: 'The name has no address',
      text: `No address was found for ${url.hostname}. Make a DNS record for it, or correct ROLLCALL_URL.`,
    }
  }
  if (code === 'ECONNREFUSED') {
    return {
      outcome: 'refused',
      title: 'The connection was refused',
      text: `Nothing listens at ${url.host}. Start the proxy, or correct the port in ROLLCALL_URL. ${HAIRPIN}`,
    }
  }
  if (code === 'ETIMEDOUT' || code === 'ABORT_ERR') {
    return {
      outcome: 'timeout',
      title: 'No answer in time',
      text: `${url.host} did not answer within ten seconds. Look at firewalls on the way. ${HAIRPIN}`,
    }
  }
  const tls = /CERT|SIGNED|ALTNAME|VERIFY|ISSUER|SSL|EPROTO|TLS|LEAF/.test(code)
    ? TLS.find(([pattern]) => pattern.test(code))
    : undefined
  if (tls) return { outcome: 'tls', title: 'TLS does not work', text: `${url.host}: ${tls[1]}` }
  return {
    outcome: 'unreachable',
    title: 'The address was not reached',
    text: `${url.host} could not be reached${code ? ` (${code.slice(0, 40)})` : ''}. ${HAIRPIN}`,
  }
}
