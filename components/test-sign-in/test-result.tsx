import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { Id } from '#components/scim/fact-values.tsx'
import { Facts } from '#components/scim/facts.tsx'
import { RawText } from '#components/saml-attributes/raw-text.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import type { TestStep, TestView } from '#lib/services/test-sign-in/index.ts'
import { PersonResult } from './person-result.tsx'
import { prettyXml } from './pretty-xml.ts'
import { TestAttributes } from './test-attributes.tsx'

/** What a test sign-in came to: each step, each check, whom it named, and the assertion itself. */
export const TestResult = ({ test }: { test: TestView }) => (
  <div className="flex max-w-[62rem] flex-col gap-6">
    <Verdict test={test} />
    <Begun test={test} />
    <Steps steps={test.steps} />
    {test.person ? <PersonResult test={test} person={test.person} /> : null}
    {test.assertion ? <TestAttributes test={test} attributes={test.assertion.attributes} /> : null}
    <Checks test={test} />
    {test.assertion ? <AssertionFacts assertion={test.assertion} /> : null}
    {test.xml === undefined ? null : <RawText label="Assertion" text={prettyXml(test.xml)} copied={test.xml} />}
  </div>
)

const Verdict = ({ test }: { test: TestView }) => {
  const failed = test.steps.find((step) => step.state === 'failed')
  if (test.refusal) {
    const { code, title, detail, advice } = test.refusal
    return (
      <Callout tone="bad" title={`${code}: ${title}`}>
        {detail === undefined ? null : <p className="text-ink break-words">{detail}</p>}
        <p>{advice}</p>
      </Callout>
    )
  }
  if (failed) {
    return (
      <Callout tone="warn" title="The IdP is set up well, and this person would be refused">
        {failed.words}. What to do stands below.
      </Callout>
    )
  }
  return (
    <Callout tone="good" title={`Sign-in through ${test.idp.name} works`}>
      This was a test: nobody was signed in.
      {test.idp.status === 'enabled' ? null : ' The IdP is not enabled yet, so nobody else can sign in.'}
    </Callout>
  )
}

const Begun = ({ test }: { test: TestView }) => (
  <Facts
    facts={[
      { label: 'Tested', value: <Time at={test.at} format="exact" /> },
      { label: 'A user goes on to', value: <Id>{test.returnTo}</Id>, copy: test.returnTo },
    ]}
  />
)

const marks = {
  done: { Icon: CircleCheck, tone: 'text-good', word: 'Done' },
  failed: { Icon: CircleAlert, tone: 'text-bad', word: 'Failed' },
  skipped: { Icon: CircleDashed, tone: 'text-ink-faint', word: 'Not reached' },
}

const Steps = ({ steps }: { steps: readonly TestStep[] }) => (
  <Block title="Steps">
    <ol className="divide-line grid divide-y sm:grid-cols-5 sm:divide-x sm:divide-y-0">
      {steps.map((step) => {
        const { Icon, tone, word } = marks[step.state]
        return (
          <li key={step.label} className="flex gap-2 p-3 text-sm sm:flex-col sm:gap-1">
            <Icon className={`size-4 shrink-0 ${tone}`} aria-hidden />
            <span className="min-w-0">
              <span className="block font-medium">
                {step.label}
                <span className="sr-only">: {word}</span>
              </span>
              <span className="text-ink-muted block break-words">{step.words}</span>
            </span>
          </li>
        )
      })}
    </ol>
  </Block>
)

const Checks = ({ test }: { test: TestView }) => (
  <Block title="Checks">
    {test.checks.length === 0 ? (
      <p className="text-ink-muted p-3 text-sm">The message was refused before its first check.</p>
    ) : (
      <ul className="divide-line divide-y">
        {test.checks.map((check) => {
          const { Icon, tone, word } = marks[check.isOk ? 'done' : 'failed']
          return (
            <li key={`${check.code} ${check.name}`} className="flex gap-2 px-3 py-2 text-sm">
              <Icon className={`mt-0.5 size-4 shrink-0 ${tone}`} aria-hidden />
              <span className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[16rem_minmax(0,1fr)_auto]">
                <span className="font-medium">
                  {check.name}
                  <span className="sr-only">: {check.isOk ? 'passed' : word}</span>
                </span>
                <span className="text-ink-muted break-words">{check.words}</span>
                {check.isOk ? null : <span className="font-mono text-xs leading-5">{check.code}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    )}
  </Block>
)

const AssertionFacts = ({ assertion }: { assertion: NonNullable<TestView['assertion']> }) => (
  <Block title="What the assertion says">
    <div className="px-3 py-1">
      <Facts
        facts={[
          { label: 'Issuer', value: assertion.issuer, copy: assertion.issuer },
          { label: 'NameID', value: assertion.nameId, copy: assertion.nameId },
          { label: 'NameID format', value: <Id>{assertion.nameIdFormat}</Id> },
          { label: 'Authenticated', value: <Time at={assertion.authenticatedAt} format="exact" /> },
          { label: 'Issued', value: <Time at={assertion.issuedAt} format="exact" /> },
          ...(assertion.sessionNotOnOrAfter === undefined
            ? []
            : [{ label: 'Session ends', value: <Time at={assertion.sessionNotOnOrAfter} format="exact" /> }]),
          ...(assertion.sessionIndex === undefined
            ? []
            : [{ label: 'Session index', value: <Id>{assertion.sessionIndex}</Id> }]),
          ...(assertion.inResponseTo === undefined
            ? []
            : [{ label: 'In response to', value: <Id>{assertion.inResponseTo}</Id> }]),
        ]}
      />
    </div>
  </Block>
)

const Block = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-2">
    <h2 className="text-base font-semibold">{title}</h2>
    <Card className="overflow-hidden">{children}</Card>
  </section>
)
