import { policyTitles } from '#components/policy/decision-words.ts'
import type { Tone } from '#components/ui/tone.ts'
import { policies, type Policy } from '#lib/policy/rule.ts'
import { isPostponed } from '#lib/scim/errors.ts'
import type { AlertView } from '#lib/services/alerts/index.ts'
import type { AlertKind, AlertSeverity } from '#lib/table/alert-words.ts'

export type IdpHealthView = {
  id: string
  name: string
  status: 'resume' | 'enabled' | 'disabled'
  scimSync: boolean
  users: number
  activeUsers: number
  groups: number
  /** People who were refused at sign-in in the last week because SCIM has not brought them, and still has not. */
  notProvisioned: number
  /** SCIM requests that wait for an administrator, and whom they would take access from (Held Requests). */
  held: { requests: number; people: number }
  /** Requests that were logged since midnight, UTC: changes, what was rejected for good (`isRejected`), what was put off. */
  today: { requests: number; rejected: number; postponed: number }
  lastRequest: { at: string; status: number } | undefined
  /** How far its *Connect* is, while it is not connected yet. */
  connecting?: { done: number; steps: number } | undefined
  /** ISO 8601, of the certificate that ends first. */
  certificateEnds: string | undefined
  /** Its metadata differs from what is stored, and nobody has decided on that; or could not be read. */
  metadata: 'changed' | 'unreadable' | undefined
  /** Live bearer tokens and client secrets. */
  tokens: number
  /** ISO 8601, when the last of them expires; undefined when one never does, or there is none. */
  tokensEnd: string | undefined
}

export type Attention = {
  /** Empty where it is about no IdP. */
  idpId: string
  tone: Tone
  text: string
  action: 'held' | 'configure' | 'connect' | 'logs' | 'not-provisioned' | 'alert' | Policy
  /** The alert that tells the same, where it can be acknowledged and muted. */
  alertId?: string
}

/** How many rules of each policy name something that is gone or switched off. */
export type DanglingRules = Readonly<Record<Policy, number>>

/** A fifth of the requests of a day, once there are ten, is more than a mishap. */
const MANY = 10
const SHARE = 0.2

const DAY_MS = 86_400_000

/** What an administrator should look at, the worst first: before all, what waits for a decision. */
export const attentionTo = (
  idps: readonly IdpHealthView[],
  alerts: readonly AlertView[],
  dangling: DanglingRules,
  now: Date,
): Attention[] =>
  [
    ...idps.flatMap((idp) => {
      const own = alerts.filter(({ idpId }) => idpId === idp.id)
      return concerns(idp, own, now)
    }),
    ...rulesConcerns(dangling),
  ].sort((a, b) => rank(a) - rank(b))

const rank = ({ action, tone }: Attention): number => (action === 'held' ? -1 : severity.indexOf(tone))

const severity: readonly Tone[] = ['bad', 'warn', 'info', 'neutral', 'good']

/**
 * What is known of an IdP at this moment, and its alerts. Of one thing that both tell one stays: of a burst of errors, which
 * has its time, the alert; otherwise what is known now. What was acknowledged or muted is left out, but for what is held,
 * which waits for a decision.
 */
const concerns = (idp: IdpHealthView, alerts: readonly AlertView[], now: Date): Attention[] => {
  const found: Attention[] = []
  const told = new Set<AlertView>()
  const add = (tone: Tone, text: string, action: Attention['action'], kind?: AlertKind) => {
    const same = alerts.filter((alert) => alert.kind === kind && isOfIdp(alert))
    for (const alert of same) if (kind !== 'errors') told.add(alert)
    const [shown] = same.filter(isShown)
    if (action !== 'held' && same.length > 0 && (!shown || kind === 'errors')) return
    found.push({ idpId: idp.id, tone, text, action, ...(shown ? { alertId: shown.id } : {}) })
  }
  if (idp.held.requests > 0) add('bad', heldText(idp), 'held', 'deactivations')
  if (idp.status === 'resume') add('info', `The set-up of ${idp.name} was paused and can be resumed.`, 'configure')
  const certificate = expiryText(idp.certificateEnds, now)
  if (certificate)
    add(certificate.tone, `The certificate of ${idp.name} ${certificate.text}.`, 'configure', 'certificate')
  if (idp.metadata === 'changed')
    add('warn', `The metadata of ${idp.name} has changed. Nothing of it is in use before it is approved.`, 'configure')
  if (idp.metadata === 'unreadable') add('warn', `The metadata of ${idp.name} could not be refreshed.`, 'configure')
  if (idp.status === 'enabled' && idp.scimSync && !idp.lastRequest)
    add('info', `${idp.name} has SCIM Sync enabled, but has not sent a request yet.`, 'connect')
  const tokens = idp.scimSync ? expiryText(idp.tokensEnd, now) : undefined
  if (tokens) add(tokens.tone, `The last bearer token of ${idp.name} ${tokens.text}.`, 'configure', 'token')
  if (idp.notProvisioned > 0) add('warn', refusedText(idp), 'not-provisioned')
  const { requests, rejected } = idp.today
  if (requests >= MANY && rejected / requests >= SHARE)
    add('warn', `${rejected} of ${requests} requests of ${idp.name} were rejected today.`, 'logs', 'errors')
  else if (idp.lastRequest && isRejected(idp.lastRequest.status))
    add('warn', `The last request of ${idp.name} was rejected with status ${idp.lastRequest.status}.`, 'logs', 'errors')
  for (const alert of alerts) {
    if (told.has(alert) || !isShown(alert)) continue
    found.push({ idpId: idp.id, tone: tones[alert.severity], text: alert.text, action: 'alert', alertId: alert.id })
  }
  return found
}

/** Without what was only put off: what is held has a line of its own, and a rate limit passes. */
export const isRejected = (status: number): boolean => status >= 400 && !isPostponed(status)

const isShown = ({ state, mute }: AlertView): boolean => state === 'open' && mute === undefined

/** Rollcall’s own certificates are known by their alerts alone. */
const isOfIdp = ({ facts }: AlertView): boolean => facts['certificate'] === undefined || facts['certificate'] === 'idp'

const tones: Record<AlertSeverity, Tone> = { info: 'info', warning: 'warn', urgent: 'bad' }

const rulesConcerns = (dangling: DanglingRules): Attention[] =>
  policies
    .filter((policy) => dangling[policy] > 0)
    .map((policy) => ({ idpId: '', tone: 'warn', text: danglingText(policy, dangling[policy]), action: policy }))

const danglingText = (policy: Policy, count: number): string =>
  count === 1
    ? `1 rule of the ${policyTitles[policy]} names what is gone or switched off.`
    : `${count.toLocaleString('en')} rules of the ${policyTitles[policy]} name what is gone or switched off.`

const heldText = ({ held: { requests, people }, name }: IdpHealthView): string =>
  `${requests === 1 ? '1 request' : `${requests.toLocaleString('en')} requests`} of ${name} ${requests === 1 ? 'is' : 'are'} held: ${people === 1 ? '1 person' : `${people.toLocaleString('en')} people`} would lose access. Allow or refuse ${requests === 1 ? 'it' : 'them'}.`

const refusedText = ({ notProvisioned, name }: IdpHealthView): string =>
  notProvisioned === 1
    ? `1 person was refused at ${name} because SCIM has not brought them.`
    : `${notProvisioned.toLocaleString('en')} people were refused at ${name} because SCIM has not brought them.`

/** Of a certificate or a token. Undefined while there are 30 days and more to go. */
export const expiryText = (ends: string | undefined, now: Date): { tone: Tone; text: string } | undefined => {
  if (ends === undefined) return undefined
  const days = Math.floor((Date.parse(ends) - now.getTime()) / DAY_MS)
  if (days < 0) return { tone: 'bad', text: `expired on ${ends.slice(0, 10)}` }
  if (days >= 30) return undefined
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
  return { tone: days < 7 ? 'warn' : 'info', text: `expires ${when}` }
}
