import { stillMissing } from '../readiness/verdict.ts'
import type { ConnectFacts } from './facts.ts'

/** Where a step is seen to. `sync`, `token` and `policy` are parts of the IdP's form. */
export type StepPlace =
  'saml' | 'sync' | 'token' | 'policy' | 'activation' | 'logs' | 'users' | 'groups' | 'readiness' | 'held'

export type StepKey = 'saml' | 'sync' | 'token' | 'request' | 'user' | 'users-synced' | 'groups' | 'counts' | 'policy'

export type ConnectStep = {
  key: StepKey
  title: string
  /** `warning`: it is done, but something about it is to be looked at. `waiting`: it is the IdP's turn. */
  state: 'done' | 'warning' | 'waiting' | 'todo'
  /** What is known, in a sentence. */
  text?: string
  /** What to do next. */
  next?: string
  /** When it happened, ISO 8601, and what did. */
  at?: { what: string; at: string }
  place?: StepPlace
}

export type Connection = { steps: ConnectStep[]; isConnected: boolean; done: number }

/** The users are here once none has come for so long. A cycle of an IdP pauses for seconds, not for minutes. */
export const QUIET_MS = 600_000

/** How far an IdP is connected (pure). It is once every step is done; what is only to be looked at holds nothing up. */
export function connection(facts: ConnectFacts): Connection {
  const steps = [
    samlStep(facts),
    syncStep(facts),
    tokenStep(facts),
    requestStep(facts),
    userStep(facts),
    usersStep(facts),
    groupsStep(facts),
    countsStep(facts),
    policyStep(facts),
  ]
  const done = steps.filter(isDone).length
  return { steps, isConnected: done === steps.length, done }
}

const isDone = ({ state }: Pick<ConnectStep, 'state'>): boolean => state === 'done' || state === 'warning'

const moment = (what: string, at: Date | undefined): Pick<ConnectStep, 'at'> =>
  at ? { at: { what, at: at.toISOString() } } : {}

const counted = (count: number, one: string): string => `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`

/** `3 of 5 users`; once there are more, as after people left, `7 users here, 5 expected`. */
const ofExpected = (here: number, all: number, one: string): string =>
  here > all
    ? `${counted(here, one)} here, ${all.toLocaleString('en')} expected`
    : `${here.toLocaleString('en')} of ${counted(all, one)}`

const samlStep = ({ saml, scimSync }: ConnectFacts): ConnectStep => ({
  key: 'saml',
  title: 'SAML metadata',
  place: 'saml',
  ...(saml.isPresent
    ? { state: 'done', ...moment('Certificate entered', saml.at) }
    : {
        // There are IdPs that only provision.
        state: scimSync.isOn ? 'warning' : 'todo',
        text: 'Nobody can sign in through this IdP yet. Provisioning works without it.',
        next: 'Import the metadata of the IdP under SAML: its address, its entity ID and its certificate.',
      }),
})

function syncStep({ status, scimSync }: ConnectFacts): ConnectStep {
  const step = { key: 'sync', title: 'SCIM Sync on', state: 'todo', place: 'sync' } as const
  if (status === 'unpublished') {
    return {
      ...step,
      place: 'activation',
      text: 'This IdP is in a draft: until that is activated, it answers nobody.',
      next: 'Activate the pending changes.',
    }
  }
  if (status === 'resume') {
    return { ...step, text: 'The set-up is not finished.', next: 'Resume it and save its last tab.' }
  }
  if (!scimSync.isOn) return { ...step, next: 'Enable SCIM Sync and save.' }
  if (status === 'disabled') {
    return { ...step, text: 'SCIM Sync is on, but the IdP is disabled.', next: 'Set Status to Enabled and save.' }
  }
  return { ...step, state: 'done', ...moment('On since', scimSync.since) }
}

function tokenStep({ token, now }: ConnectFacts): ConnectStep {
  const step = { key: 'token', title: 'Token generated and saved', place: 'token' } as const
  const isNewer = token.pending && (!token.live || token.pending > token.live)
  const pending = 'A token was generated and not saved.'
  // A page that is open saves it within the hour; later it has been left.
  const save =
    token.pending && now.getTime() - token.pending.getTime() < 3_600_000
      ? 'Press Save on the page that shows it; if that page was left, generate a new one and save it.'
      : 'The page that showed it was left: generate a new one, press Save, and enter it in the IdP.'
  if (token.live) {
    return {
      ...step,
      state: 'done',
      ...moment('Generated', token.live),
      ...(isNewer ? { text: pending, next: save } : {}),
    }
  }
  if (token.pending) return { ...step, state: 'todo', text: pending, next: save, ...moment('Generated', token.pending) }
  return {
    ...step,
    state: 'todo',
    ...(token.hasExpired ? { text: 'The last token has expired.' } : {}),
    next: 'Generate a token, press Save, and enter it in the IdP.',
  }
}

const requestStep = ({ requests, token, scimSync }: ConnectFacts): ConnectStep => ({
  key: 'request',
  title: 'First request received',
  place: 'logs',
  ...(requests.firstAt
    ? { state: 'done', ...moment('First request with a saved token', requests.firstAt) }
    : token.live && scimSync.isOn
      ? { state: 'waiting', next: 'Let the IdP test its connection: whatever it sends is shown here as it comes.' }
      : { state: 'todo', next: 'First enable SCIM Sync and save a token.' }),
})

const userStep = ({ requests, users }: ConnectFacts): ConnectStep => ({
  key: 'user',
  title: 'First user',
  place: 'users',
  ...(users.firstAt && requests.firstAt
    ? { state: 'done', ...moment('First user', users.firstAt) }
    : {
        state: requests.firstAt ? 'waiting' : 'todo',
        next: 'Assign the people to the application in the IdP: best one group with everybody.',
      }),
})

const isQuiet = ({ users, now }: ConnectFacts): boolean =>
  users.lastAt !== undefined && now.getTime() - users.lastAt.getTime() >= QUIET_MS

/** Once policies go by what SCIM brought, somebody has decided that it is complete. */
const isDecided = ({ policy }: ConnectFacts): boolean => policy.isOn

function usersStep(facts: ConnectFacts): ConnectStep {
  const { users, requests, expected } = facts
  const step = { key: 'users-synced', title: 'All users synced', place: 'readiness' } as const
  if (!requests.firstAt || users.count === 0) {
    return { ...step, state: 'todo', next: 'Wait until users stop coming, or enter how many there are.' }
  }
  const here = { ...step, ...moment('Last new user', users.lastAt) }
  const all = expected?.users ?? undefined
  if (all === undefined) {
    const text = `${counted(users.count, 'user')} so far.`
    return isQuiet(facts) || isDecided(facts)
      ? { ...here, state: 'done', text: `${counted(users.count, 'user')}.` }
      : {
          ...here,
          state: 'waiting',
          text,
          next: 'Wait until none has come for ten minutes, or enter how many the IdP has. Push no groups before.',
        }
  }
  const text = `${ofExpected(users.count, all, 'user')}.`
  if (users.count >= all) return { ...here, state: 'done', text }
  return {
    ...here,
    state: isDecided(facts) ? 'warning' : 'waiting',
    text,
    next: isQuiet(facts)
      ? 'None has come for ten minutes, and some are missing: compare with a list of the IdP to see who.'
      : 'Users are still coming. Push no groups before all are here.',
  }
}

function groupsStep(facts: ConnectFacts): ConnectStep {
  const { groups, expected, requests } = facts
  const step = { key: 'groups', title: 'Only then groups pushed', place: 'groups' } as const
  const areUsersHere = isDone(usersStep(facts))
  if (groups.count === 0 || !requests.firstAt) {
    if (areUsersHere && expected?.groups === 0)
      return { ...step, state: 'done', text: 'The IdP has no groups to push.' }
    return {
      ...step,
      state: areUsersHere ? 'waiting' : 'todo',
      next: areUsersHere
        ? 'All users are here: push the groups now. If there are none to push, enter 0 groups beside the number of users.'
        : 'Not yet: groups that are pushed before their members are here may end in errors that the IdP does not recover from.',
    }
  }
  const here = { ...step, text: `${counted(groups.count, 'group')}.`, ...moment('First group', groups.firstAt) }
  if (areUsersHere && !cameEarly(facts)) return { ...here, state: 'done' }
  return {
    ...here,
    state: 'warning',
    text: `${counted(groups.count, 'group')}. The first one came while users were still coming, so that groups may lack members.`,
    next: areUsersHere
      ? 'Look at the members of a large group. If some are missing, retry the failed tasks in the IdP, then push the groups again.'
      : 'Push no more groups before all users are here; then retry the failed tasks in the IdP and push the groups again.',
  }
}

/** Users kept coming right before the first group and right after it. */
function cameEarly({ groups: { firstAt }, aroundGroups: { before, after } }: ConnectFacts): boolean {
  if (!firstAt || !after || after.getTime() - firstAt.getTime() >= QUIET_MS) return false
  return !before || firstAt.getTime() - before.getTime() < QUIET_MS
}

function countsStep(facts: ConnectFacts): ConnectStep {
  const { expected, users, groups } = facts
  const step = { key: 'counts', title: 'Counts match', place: 'readiness' } as const
  if (!expected) {
    return {
      ...step,
      state: isDecided(facts) ? 'warning' : 'todo',
      text: 'Nobody has said how many users and groups the IdP has.',
      next: 'Enter the numbers of the IdP, or drop a list exported from it, to know that nobody is missing.',
    }
  }
  const numbers = [
    ...(expected.users === null ? [] : [{ here: users.count, all: expected.users, one: 'user' }]),
    ...(expected.groups === null ? [] : [{ here: groups.count, all: expected.groups, one: 'group' }]),
  ]
  const text = `${numbers.map(({ here, all, one }) => ofExpected(here, all, one)).join(', ')}.`
  const compared = { ...step, text, ...moment('Numbers entered', expected.at) }
  if (numbers.every(({ here, all }) => here >= all)) {
    const missing = stillMissing(facts.compared, users.count)
    if (missing > 0) {
      return {
        ...compared,
        state: isDecided(facts) ? 'warning' : 'waiting',
        text: `${text} Of the list that was compared, ${missing === 1 ? '1 person is' : `${missing.toLocaleString('en')} people are`} not here.`,
        next: 'Readiness names them: provision them in the IdP, then compare again.',
      }
    }
    // As the verdict of Readiness: of a number that somebody entered nobody knows whether it counts inactive people.
    const isSure = expected.source === 'file' || users.active >= (expected.users ?? 0)
    if (isSure) return { ...compared, state: 'done' }
    return {
      ...compared,
      state: isDecided(facts) ? 'warning' : 'waiting',
      text: `${text} Only ${users.active.toLocaleString('en')} of the users are active.`,
      next: 'Compare with a list of the IdP, or enter how many active people it has: others may be missing in the place of those who left.',
    }
  }
  return {
    ...compared,
    state: isDecided(facts) ? 'warning' : 'waiting',
    next: isDecided(facts)
      ? 'People may have left since: enter the numbers of today, or compare with a list.'
      : 'Wait for the rest, or compare with a list to see who is missing.',
  }
}

function policyStep(facts: ConnectFacts): ConnectStep {
  const step = { key: 'policy', title: 'SCIM Attributes for Policy on', place: 'policy' } as const
  if (facts.policy.isOn) return { ...step, state: 'done', ...moment('First enabled', facts.policy.since) }
  const isReady = [usersStep(facts), groupsStep(facts), countsStep(facts)].every(isDone)
  return {
    ...step,
    state: 'todo',
    next: isReady
      ? 'Everybody is here: enable it, and policies go by what SCIM brings.'
      : 'Not yet: whoever is missing when it is enabled loses what policies give them.',
  }
}
