import type { Tone } from '#components/ui/tone.ts'

export type IdpHealthView = {
  id: string
  name: string
  status: 'resume' | 'enabled' | 'disabled'
  scimSync: boolean
  users: number
  activeUsers: number
  groups: number
  lastRequest: { at: string; status: number } | undefined
  /** ISO 8601, of the certificate that ends first. */
  certificateEnds: string | undefined
}

export type Attention = { idpId: string; tone: Tone; text: string; action: 'configure' | 'logs' }

const DAY_MS = 86_400_000

/** What an administrator should look at, the worst first. */
export const attentionTo = (idps: readonly IdpHealthView[], now: Date): Attention[] =>
  idps.flatMap((idp) => concerns(idp, now)).sort((a, b) => severity.indexOf(a.tone) - severity.indexOf(b.tone))

const severity: readonly Tone[] = ['bad', 'warn', 'info', 'neutral', 'good']

const concerns = (idp: IdpHealthView, now: Date): Attention[] => {
  const found: Attention[] = []
  const add = (tone: Tone, text: string, action: Attention['action']) =>
    found.push({ idpId: idp.id, tone, text, action })
  if (idp.status === 'resume') add('info', `The set-up of ${idp.name} was paused and can be resumed.`, 'configure')
  const certificate = certificateText(idp.certificateEnds, now)
  if (certificate) add(certificate.tone, `The certificate of ${idp.name} ${certificate.text}.`, 'configure')
  if (idp.status === 'enabled' && idp.scimSync && !idp.lastRequest)
    add('info', `${idp.name} has SCIM Sync enabled, but has not sent a request yet.`, 'logs')
  if (idp.lastRequest && idp.lastRequest.status >= 400)
    add('warn', `The last request of ${idp.name} was rejected with status ${idp.lastRequest.status}.`, 'logs')
  return found
}

/** Undefined while there are 30 days and more to go. */
export const certificateText = (ends: string | undefined, now: Date): { tone: Tone; text: string } | undefined => {
  if (ends === undefined) return undefined
  const days = Math.floor((Date.parse(ends) - now.getTime()) / DAY_MS)
  if (days < 0) return { tone: 'bad', text: `expired on ${ends.slice(0, 10)}` }
  if (days >= 30) return undefined
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
  return { tone: days < 7 ? 'warn' : 'info', text: `expires ${when}` }
}
