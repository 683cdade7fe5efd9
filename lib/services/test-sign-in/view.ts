import { store } from '#db/index.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { listSamlAttributes } from '#db/queries/saml-attributes.ts'
import type { CheckResult } from '#lib/saml/assertion.ts'
import { refusalOf } from '#lib/saml/refusals.ts'
import { findTestOutcome, type TestOutcome } from '../sign-on/outcome.ts'
import { comparePerson, type PersonCheck } from './compare-person.ts'
import { stepsOf, type TestStep } from './steps.ts'

/** What a test sign-in came to, as its page shows it. Times are ISO 8601 in UTC. */
export type TestView = {
  idp: Pick<IdpRow, 'id' | 'name' | 'loginNameAttribute' | 'singleSignOn' | 'status'>
  at: string
  /** Where a user would be now: the address that the test was begun with (`redrurl`), a path of our own. */
  returnTo: string
  steps: TestStep[]
  /** Why it was refused. Absent: the assertion is accepted; `person` says what a sign-in would come to. */
  refusal?: { code: string; title: string; advice: string; detail?: string }
  /** Every check that was made, in order. */
  checks: CheckResult[]
  loginName: string
  /** Absent where no login name could be read. */
  person?: PersonCheck
  /** Absent when it was refused before it could be read. */
  assertion?: {
    issuer: string
    nameId: string
    nameIdFormat: string
    sessionIndex?: string
    inResponseTo?: string
    authenticatedAt: string
    issuedAt: string
    sessionNotOnOrAfter?: string
    /** `known`: what SAML Attributes calls it. */
    attributes: { name: string; values: string[]; known?: string }[]
  }
  /** The signed bytes. */
  xml?: string
}

/** What a test sign-in came to; undefined for anybody but the administrator who began it, and after an hour. */
export async function findTestView(
  idpId: string,
  handle: string,
  administratorId: string,
): Promise<TestView | undefined> {
  const [idp, outcome] = await Promise.all([findIdp(store().read, idpId), findTestOutcome(handle, administratorId)])
  return idp && outcome?.idpId === idpId ? viewOf(idp, outcome) : undefined
}

async function viewOf(idp: IdpRow, outcome: TestOutcome): Promise<TestView> {
  const q = store().report
  const { refusal, assertion, loginName } = outcome
  const [person, known] = await Promise.all([
    loginName === '' || refusal ? undefined : comparePerson(q, idp, loginName),
    listSamlAttributes(q, idp.id),
  ])
  const names = new Map(known.map((each) => [each.samlAttribute, each.name]))
  const { id, name, loginNameAttribute, singleSignOn, status } = idp
  return {
    idp: { id, name, loginNameAttribute, singleSignOn, status },
    at: outcome.at.toISOString(),
    returnTo: outcome.returnTo,
    steps: stepsOf(outcome, person),
    ...(refusal ? { refusal: wordsOf(refusal) } : {}),
    checks: outcome.checks,
    loginName,
    ...(person ? { person } : {}),
    ...(assertion
      ? {
          assertion: {
            issuer: assertion.issuer,
            nameId: assertion.nameId,
            nameIdFormat: assertion.nameIdFormat,
            ...(assertion.sessionIndex === undefined ? {} : { sessionIndex: assertion.sessionIndex }),
            ...(assertion.inResponseTo === undefined ? {} : { inResponseTo: assertion.inResponseTo }),
            authenticatedAt: assertion.authenticatedAt.toISOString(),
            issuedAt: assertion.issuedAt.toISOString(),
            ...(assertion.sessionNotOnOrAfter
              ? { sessionNotOnOrAfter: assertion.sessionNotOnOrAfter.toISOString() }
              : {}),
            attributes: assertion.attributes.map((each) => {
              const called = names.get(each.name)
              return { ...each, ...(called === undefined ? {} : { known: called }) }
            }),
          },
        }
      : {}),
    ...(outcome.xml === null ? {} : { xml: outcome.xml }),
  }
}

function wordsOf({ code, detail }: NonNullable<TestOutcome['refusal']>): NonNullable<TestView['refusal']> {
  const { title, advice } = refusalOf(code)
  return { code, title, advice, ...(detail === null ? {} : { detail }) }
}
