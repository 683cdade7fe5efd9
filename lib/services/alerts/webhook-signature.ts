import { createHmac, randomBytes } from 'node:crypto'

// As Standard Webhooks has it (https://www.standardwebhooks.com), for which receivers have libraries.

/** 192 random bits behind the prefix that tells what it is. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

/** The headers that a receiver tells by who sent this, and when: a signature by each secret. */
export function signedHeaders(
  event: { id: string; body: string },
  secrets: readonly string[],
  at: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${event.id}.${timestamp}.${event.body}`).digest('base64')}`
  })
  return { 'webhook-id': event.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
