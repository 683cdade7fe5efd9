import type { BriefCheck, BriefRule } from '#lib/policy/brief.ts'
import type { LoggedAction } from '#lib/table/decision-log.ts'
import { formatCount } from '#lib/table/words.ts'
import type { DecisionView } from './views.ts'

/** What came of it: `dana@example.com was not let in to Wiki.` */
export function outcomeSentence(decision: DecisionView): string {
  const { userName, application, host, action } = decision
  const who = userName === '' ? 'Somebody who had not signed in' : userName
  const where = application ? application.name : host === '' ? 'an application that is not there' : host
  return outcomes[action]?.(who, where) ?? `${who} asked for ${where}.`
}

const outcomes: Readonly<Partial<Record<LoggedAction, (who: string, where: string) => string>>> = {
  allow: (who, where) => `${who} was let in to ${where}.`,
  block: (who, where) => `${who} was not let in to ${where}.`,
  'sign-in': (who, where) => `${who} had to sign in again before ${where}.`,
  bypass: (who, where) => `The client of ${who} was told to bypass for ${where}.`,
  'forward-allowed': (who, where) => `The client of ${who} was told to forward ${where} only if it is allowed.`,
  forward: (who, where) => `The client of ${who} was told to forward ${where}.`,
  timeouts: (who, where) => `The timeouts of ${who} for ${where} were asked for.`,
}

/** Why it was decided so. */
export function reasonSentence({ reason, rule, idp, host, policy }: DecisionView): string {
  const name = rule?.name ?? 'a rule'
  const provider = idp?.name ?? 'the IdP'
  switch (reason) {
    case 'rule':
      return `The rule ${name} matched, and no rule above it did.`
    case 'unknown':
      return `The rule ${name} blocks, and too little was known to say that it did not match.`
    case 'default':
      if (rule) return `No rule matched, so ${name} decided.`
      return policy === 'access' ? 'No rule allowed it.' : 'No rule matched, so what is usual without rules held.'
    case 'no-application':
      return `${host === '' ? 'What was asked for' : host} was in no enabled application segment.`
    case 'blocked':
      return 'An administrator had blocked this person.'
    case 'absent':
      return `SCIM had not brought this person to ${provider}.`
    case 'inactive':
      return `SCIM had this person inactive at ${provider}.`
    case 'idp':
      return `${provider} was disabled.`
    case 'expired':
      return 'The Authentication Timeout had passed since they signed in.'
    case 'idle':
      return 'The Idle Connection Timeout had passed since they were last there.'
    case 'exempt':
      return 'The host is an exempted URL, and the request came from a known location.'
    case 'not-enforced':
      return 'The location that the request came from does not enforce authentication.'
  }
}

/** How many it stands for; empty where it stands for itself. */
export function countSentence({ count, share }: Pick<DecisionView, 'count' | 'share'>): string {
  const alike = count === 1 ? '' : `${formatCount(count)} decisions within a minute were alike. `
  const kept =
    share === 1
      ? ''
      : `One of ${formatCount(share)} allows was kept, so there were about ${formatCount(count * share)}.`
  return `${alike}${kept}`.trim()
}

/** What came of a rule: `Rule 3, Phones, did not match.` */
export const ruleSentence = ({ order, name, truth }: BriefRule): string => `Rule ${order}, ${name}, ${truths[truth]}.`

const truths: Readonly<Record<BriefRule['truth'], string>> = {
  yes: 'matched',
  no: 'did not match',
  unknown: 'could not be told from what was known',
  off: 'was not evaluated',
  disabled: 'is disabled',
}

/** What a rule asked for, and what was found. */
export const checkSentence = ({ text, found, items }: BriefCheck): string =>
  items.length === 0 ? `It asks that ${text}. Found: ${found}.` : `It asks that ${text}.`
