import { store } from '#db/index.ts'
import { findUserOfAnyIdp } from '#db/queries/user-of-any-idp.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { briefOf, type Brief } from '#lib/policy/brief.ts'
import { decide, type Decision } from '#lib/policy/decide.ts'
import { explain } from '#lib/policy/explain.ts'
import type { PolicyRequest } from '#lib/policy/policy-set.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { loggedDecision, recordDecision } from '../decision-log/index.ts'
import { compiledPolicies } from '../policy/load.ts'
import { findSubject, type FoundSubject } from '../policy/subject.ts'

/** What the decision API is asked. */
export type Question = {
  /** By the name that an IdP calls them, or by the id of the users table. */
  readonly person: { readonly idpId: string; readonly userName: string } | { readonly userId: string }
  readonly request: PolicyRequest
  readonly policies: readonly Policy[]
  readonly isExplained: boolean
}

export type PolicyAnswer = { readonly decision: Decision; readonly explanation: Brief | undefined }

export type AnsweredQuestion = FoundSubject & {
  readonly at: Date
  readonly policies: ReadonlyMap<Policy, PolicyAnswer>
}

/** Rules that an explanation looks back over, at most. */
const MOST_TOLD = 200

/**
 * Decides what is asked, by what is published and known at this moment, and takes it into the decision log. Somebody whom
 * SCIM has not brought is decided about as such.
 * @throws AppError `not-found` at `userId` or `idpId`.
 */
export async function answerQuestion(
  { person, request, policies, isExplained }: Question,
  keyName: string,
  q: Reader = store().read,
): Promise<AnsweredQuestion> {
  const found = await findPerson(q, person)
  const compiled = await compiledPolicies(q)
  const { subject, userId } = found
  const at = new Date()
  const answers = new Map<Policy, PolicyAnswer>()
  for (const policy of policies) {
    const explained = () => explain(compiled, policy, subject, request, MOST_TOLD)
    const decision = decide(compiled, policy, subject, request)
    answers.set(policy, { decision, explanation: isExplained ? briefOf(explained()) : undefined })
    recordDecision({
      ...loggedDecision(decision),
      at,
      person: { idpId: subject.idpId, userId, userName: subject.userName },
      host: hostOf(request),
      address: request.address,
      clientType: request.clientType,
      platform: request.platform,
      countryCode: request.countryCode,
      source: { kind: 'api', name: keyName },
      explain: explained,
    })
  }
  return { ...found, at, policies: answers }
}

async function findPerson(q: Reader, person: Question['person']): Promise<FoundSubject> {
  const named = 'userId' in person ? await findUserOfAnyIdp(q, person.userId) : person
  if (!named) throw new AppError('not-found', 'userId: nobody has this id.', { field: 'userId' })
  const found = await findSubject(q, named.idpId, named.userName)
  if (!found) throw new AppError('not-found', 'idpId: there is no IdP with this id.', { field: 'idpId' })
  return found
}

function hostOf({ destination }: PolicyRequest): string {
  if ('applicationId' in destination) return ''
  const { host, port, protocol } = destination
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return protocol === 'udp' ? `${authority}/udp` : authority
}
