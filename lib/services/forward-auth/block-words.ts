import type { WhyBlocked } from './judge.ts'

/** What somebody is told who is kept out: a code that an administrator knows, and words that give nothing away. */
export const blockWords: Readonly<Record<WhyBlocked, { code: string; title: string; text: string }>> = {
  rule: {
    code: 'ACCESS-101',
    title: 'Access is blocked',
    text: 'A rule of your organisation blocks access to this application.',
  },
  unknown: {
    code: 'ACCESS-102',
    title: 'Access is blocked',
    text: 'A rule of your organisation may block access to this application, and it cannot be told that it does not.',
  },
  default: {
    code: 'ACCESS-103',
    title: 'Access is blocked',
    text: 'No rule of your organisation allows you access to this application.',
  },
  'no-application': {
    code: 'ACCESS-104',
    title: 'No such application',
    text: 'This address belongs to no application of your organisation.',
  },
  blocked: {
    code: 'ACCESS-201',
    title: 'Access is blocked',
    text: 'An administrator has blocked your access.',
  },
  absent: {
    code: 'ACCESS-202',
    title: 'Access is blocked',
    text: 'Your identity provider has not provisioned you.',
  },
  inactive: {
    code: 'ACCESS-203',
    title: 'Access is blocked',
    text: 'Your identity provider has deactivated your account.',
  },
  idp: {
    code: 'ACCESS-204',
    title: 'Access is blocked',
    text: 'Your identity provider is not in use any more.',
  },
  insecure: {
    code: 'ACCESS-105',
    title: 'Open it over https',
    text: 'Sign-in is not handed to an address on plain http, where others could read it. Open this application over https.',
  },
}
