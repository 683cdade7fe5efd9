import { createTransport } from 'nodemailer'
import type { AlertDeliveryRow } from '#db/queries/alert-deliveries.ts'
import type { SmtpSettingsRow } from '#db/queries/alert-destinations.ts'
import { alertKinds, alertSeverities, labelOf } from '#lib/table/alert-words.ts'
import type { Outcome } from './deliver.ts'
import type { AlertPayload } from './event.ts'
import { excerpt } from './send-webhook.ts'

/** What tests replace: the certificate authorities. */
export type MailOptions = { smtpCa?: string }

export type MailServer = Pick<SmtpSettingsRow, 'host' | 'port' | 'security' | 'user' | 'sender'> & {
  password: string | undefined
}

const PATIENCE_MS = 10_000

/** Sends the event to one recipient. The server's word is the outcome: a 5xx is final (RFC 5321 §4.2.1). */
export async function sendMail(
  row: Pick<AlertDeliveryRow, 'target' | 'eventId' | 'payload'>,
  server: MailServer,
  options: MailOptions = {},
): Promise<Outcome> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user === '' ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(options.smtpCa ? { ca: options.smtpCa } : {}) },
  })
  try {
    const sent = await transport.sendMail({
      from: { name: 'Rollcall', address: server.sender },
      to: row.target,
      // The same for every attempt: a mail program shows what came twice once.
      messageId: `<${row.eventId}@${server.sender.split('@').at(-1)}>`,
      headers: { 'auto-submitted': 'auto-generated' },
      ...wordsOf(JSON.parse(row.payload) as AlertPayload),
    })
    return { isDelivered: true, status: codeOf(sent.response), answer: excerpt(sent.response) }
  } catch (error) {
    return failure(server, error)
  } finally {
    transport.close()
  }
}

const codeOf = (response: string) => Number(/^\d{3}/.exec(response)?.[0] ?? 250)

function failure(server: MailServer, error: unknown): Outcome {
  const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string }
  const told = (answer: string, isFinal = false): Outcome => ({
    isDelivered: false,
    status: responseCode ?? null,
    answer,
    ...(isFinal ? { isFinal } : {}),
  })
  const where = `${server.host}:${server.port}`
  if (code === 'EAUTH') {
    return told(`${where} did not accept the user and password. ${excerpt(response ?? '')}`.trim())
  }
  if (responseCode !== undefined) return told(excerpt(response ?? ''), responseCode >= 500)
  if (code === 'EDNS' || code === 'ENOTFOUND') return told(`No address was found for ${server.host}.`)
  if (code === 'ETLS' || code === 'EREQUIRETLS') {
    return told(`${where} offers no TLS that is trusted. Look at Security, and at the certificate of the mail server.`)
  }
  if (code === 'ETIMEDOUT') return told(`${where} did not answer in time.`)
  if (/CERT|SIGNED|ALTNAME|VERIFY/.test(`${code} ${(error as Error).message}`.toUpperCase())) {
    return told(`The TLS certificate of ${where} is not trusted.`)
  }
  return told(`${where} could not be reached.`)
}

function wordsOf({ type, data, timestamp }: AlertPayload): { subject: string; text: string } {
  const { alert, url } = data
  if (type === 'test') {
    return { subject: '[Rollcall] Test', text: `${alert.text}\n\nSent ${timestamp}, from ${url}\n` }
  }
  const severity = type === 'alert.resolved' ? 'Resolved' : labelOf(alertSeverities, alert.severity)
  return {
    subject: `[Rollcall] ${severity}: ${labelOf(alertKinds, alert.kind)}, ${alert.idp.name}`,
    text: `${type === 'alert.resolved' ? 'This is over: ' : ''}${alert.text}\n\n${url}\n\nRaised ${alert.raisedAt}${alert.resolvedAt ? `, resolved ${alert.resolvedAt}` : ''}\n`,
  }
}
