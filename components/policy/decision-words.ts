import type { Tone } from '#components/ui/tone.ts'
import type { Decision } from '#lib/policy/decide.ts'
import type { Truth } from '#lib/policy/evaluate.ts'
import type { Outcome, Policy } from '#lib/policy/rule.ts'

export const policyTitles: Readonly<Record<Policy, string>> = {
  access: 'Access Policy',
  forwarding: 'Client Forwarding Policy',
  timeout: 'Timeout Policy',
}

/** Where each policy's rules stand. */
export const policyPaths: Readonly<Record<Policy, string>> = {
  access: '/policy/access',
  forwarding: '/policy/client-forwarding',
  timeout: '/policy/timeout',
}

export const outcomeTone = (outcome: Outcome): Tone => {
  if (outcome.policy !== 'access') return 'info'
  return outcome.action === 'allow' ? 'good' : 'bad'
}

/** Why it was decided so, in a sentence. `idp` is the name of the user's IdP. */
export function reasonText({ reason, rule, outcome }: Decision, idp: string): string {
  switch (reason) {
    case 'rule':
      return `The rule ${rule?.name} matches, and no rule above it does.`
    case 'unknown':
      return `The rule ${rule?.name} blocks, and too little is known to say that it does not match.`
    case 'default':
      if (rule) return `No rule matches, so ${rule.name} decides.`
      return outcome.policy === 'access'
        ? 'No rule allows it.'
        : 'No rule matches, so what is usual without rules holds.'
    case 'no-application':
      return 'The destination is in no enabled application segment, or not on this port.'
    case 'blocked':
      return 'An administrator blocks this person, whatever the rules say.'
    case 'absent':
      return `SCIM has not brought this person to ${idp}, and whoever it has not brought is kept out.`
    case 'inactive':
      return `SCIM has this person inactive at ${idp}.`
    case 'idp':
      return `${idp} is disabled, so nobody of it is let in.`
  }
}

export const truthWords: Readonly<Record<Truth | 'disabled', { label: string; tone: Tone }>> = {
  yes: { label: 'Matches', tone: 'good' },
  no: { label: 'Does not match', tone: 'neutral' },
  unknown: { label: 'Not known', tone: 'warn' },
  off: { label: 'Not evaluated', tone: 'warn' },
  disabled: { label: 'Disabled', tone: 'neutral' },
}
