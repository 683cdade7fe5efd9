import { z } from 'zod'
import type { AlertDestinationRow } from '#db/queries/alert-destinations.ts'
import { AppError } from '#lib/errors.ts'
import type { AlertSeverity } from '#lib/table/alert-words.ts'
import { isAllowedHost, isOddPort } from '../guarded-address.ts'

/** What an administrator enters of a destination. `url` is a webhook's, `recipients` are those of e-mail, one a line. */
export type DestinationEntry = {
  readonly name: string
  readonly url: string
  readonly recipients: string
  readonly leastSeverity: AlertSeverity
  readonly isEnabled: boolean
}

export const MOST_DESTINATIONS = 20
const MOST_RECIPIENTS = 20

export const entryOf = ({
  name,
  url,
  recipients,
  leastSeverity,
  isEnabled,
}: AlertDestinationRow): DestinationEntry => ({
  name,
  url,
  recipients,
  leastSeverity,
  isEnabled,
})

/** The entry as it is kept. Throws `AppError` `invalid` at the field that is wrong. */
export const readDestination = (type: AlertDestinationRow['type'], entry: DestinationEntry): DestinationEntry => ({
  name: readName(entry.name),
  url: type === 'webhook' ? readWebhookUrl(entry.url) : '',
  recipients: type === 'email' ? readRecipients(entry.recipients).join('\n') : '',
  leastSeverity: entry.leastSeverity,
  isEnabled: entry.isEnabled,
})

function readName(text: string): string {
  const name = text.trim().normalize('NFC')
  if (name === '') throw wrong('name', 'Name: enter one, such as the team that is told.')
  if (name.length > 128) throw wrong('name', 'Name: up to 128 characters are accepted.')
  if (/[\p{Cc}\p{Cf}]/u.test(name)) throw wrong('name', 'Name: a character that does not show is not accepted.')
  return name
}

function readWebhookUrl(text: string): string {
  const url = URL.parse(text.trim())
  if (!url || !/^https?:$/.test(url.protocol)) throw wrong('url', 'URL: enter an address that begins with https://.')
  if (url.href.length > 2_048) throw wrong('url', 'URL: up to 2,048 characters are accepted.')
  if (url.username !== '' || url.password !== '') {
    throw wrong('url', 'URL: user and password are not accepted in it. The receiver tells by the signature who sends.')
  }
  if (url.protocol === 'http:' && !isAllowedHost(url)) {
    throw wrong('url', 'URL: https:// is needed, but for hosts that ROLLCALL_ALLOWED_HOSTS names.')
  }
  if (isOddPort(url)) throw wrong('url', `URL: port ${url.port} is not accepted.`)
  url.hash = ''
  return url.href
}

export const isEmailAddress = (text: string): boolean => text.length <= 254 && z.email().safeParse(text).success

function readRecipients(text: string): string[] {
  const recipients = [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
  if (recipients.length === 0) throw wrong('recipients', 'Recipients: enter at least one e-mail address.')
  if (recipients.length > MOST_RECIPIENTS) {
    throw wrong('recipients', `Recipients: up to ${MOST_RECIPIENTS} are accepted. Use a mailing list for more.`)
  }
  const odd = recipients.find((address) => !isEmailAddress(address))
  if (odd !== undefined) throw wrong('recipients', `Recipients: ${odd} is not an e-mail address.`)
  return recipients
}

const wrong = (field: keyof DestinationEntry, message: string) => new AppError('invalid', message, { field })
