import type { TestOutcome } from '../sign-on/outcome.ts'
import type { PersonCheck } from './compare-person.ts'

/** A step of a sign-in, in its order. `skipped`: one before it failed. */
export type TestStep = { label: string; state: 'done' | 'failed' | 'skipped'; words: string }

/** Refusals of the person rather than of the message (lib/saml/refusal-list.ts). */
const isOfPerson = (code: string) => code.startsWith('SAML-5')

/** How far a test sign-in came. */
export function stepsOf(
  { refusal, assertion, checks, loginName }: Pick<TestOutcome, 'refusal' | 'assertion' | 'checks' | 'loginName'>,
  person: PersonCheck | undefined,
): TestStep[] {
  const isMessageFine = assertion !== undefined
  const isNamed = isMessageFine && (refusal === undefined || !isOfPerson(refusal.code))
  const passed = checks.filter((check) => check.isOk).length
  const step = (label: string, isOk: boolean | undefined, words: string): TestStep => ({
    label,
    state: isOk === undefined ? 'skipped' : isOk ? 'done' : 'failed',
    words: isOk === undefined ? 'Not reached' : words,
  })
  return [
    step('Request', true, 'Rollcall asked the IdP, in this browser'),
    step('Answer', true, 'The IdP answered to the Service Provider URL'),
    step(
      'Checks',
      isMessageFine,
      isMessageFine ? `${passed} of ${checks.length} checks passed` : (refusal?.code ?? 'Refused'),
    ),
    step('Login name', isMessageFine ? isNamed : undefined, isNamed ? loginName : (refusal?.code ?? 'Refused')),
    step(
      'Person',
      person === undefined ? undefined : isLetIn(person),
      person === undefined ? '' : personWords[person.kind],
    ),
  ]
}

export const isLetIn = (person: PersonCheck): boolean =>
  person.kind !== 'absent' && person.kind !== 'inactive' && person.kind !== 'no-administrator'

const personWords: Record<PersonCheck['kind'], string> = {
  known: 'An active user has this userName',
  inactive: 'The user is inactive',
  absent: 'SCIM has not brought this user',
  made: 'The user would be created',
  unchecked: 'Nobody is provisioned: no user is needed',
  administrator: 'An administrator has this e-mail address',
  'no-administrator': 'No administrator has this e-mail address',
}
