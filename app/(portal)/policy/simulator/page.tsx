import { FlaskConical, ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { DecisionCard } from '#components/policy/decision-card.tsx'
import type { BlockActions } from '#components/policy/block-user.tsx'
import { questionHref, readItems, readQuestion, readRequest, type Question } from '#components/policy/question.ts'
import { SessionLine } from '#components/policy/session-line.tsx'
import { sessionVerdict } from '#components/policy/session-verdict.ts'
import { SimulatorForm } from '#components/policy/simulator-form.tsx'
import { UserCard } from '#components/policy/user-card.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { listNamedGroups } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { policies, type Item } from '#lib/policy/rule.ts'
import { configurationState, edited } from '#lib/services/configuration/index.ts'
import { simulate, type Decisions } from '#lib/services/policy/index.ts'
import { listRuleChoices } from '#lib/services/policy/rule-choices.ts'
import { blockUserAction, unblockUserAction } from './actions.ts'

export const metadata: Metadata = { title: 'Simulator' }

type Parameters = Record<string, string | string[] | undefined>

export default async function SimulatorPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const { administrator } = await requireSession()
  const asked = readQuestion(await searchParams)
  const hasDraft = (await configurationState(store().report)).draftedAt !== null
  const isDraft = hasDraft && asked.set === 'draft'
  const q = isDraft ? await edited(store().report) : store().report
  const { idps, applications } = await listRuleChoices(q)
  const [first] = idps
  if (!first) return <NoIdp />
  const idp = idps.find(({ id }) => id === asked.idp) ?? first
  const question = { ...asked, idp: idp.id, set: isDraft ? 'draft' : '' }
  const isAsked = asked.user !== '' || asked.destination !== '' || asked.application !== ''
  const has = readItems(question.has)
  const groupIds = has.flatMap((item) => (item.kind === 'scim-group' ? [item.groupId] : []))
  const [answer, groups] = await Promise.all([decided(q, question, has), listNamedGroups(q, idp.id, groupIds)])
  const actions = isPermitted(administrator, 'configure')
    ? { block: blockUserAction, unblock: unblockUserAction }
    : undefined
  return (
    <>
      <Header />
      <div className="flex flex-col gap-4">
        <SimulatorForm
          key={questionHref(question)}
          question={question}
          isAsked={isAsked}
          idps={idps}
          applications={applications.map(({ id, name }) => ({ id, name }))}
          groups={groups}
          hasDraft={hasDraft}
        />
        {asked.set === 'draft' && !hasDraft ? (
          <Callout tone="info" title="There is no draft">
            What is asked was the draft, and there is none any more: this is decided by what is published.
          </Callout>
        ) : null}
        {answer ? (
          <Answer answer={answer} question={question} idp={idp.name} actions={actions} />
        ) : (
          <Card>
            <EmptyState icon={<FlaskConical aria-hidden />} title="Nothing is decided yet">
              Name a user and what they want to reach. The answer shows every rule that was tried, and its address can
              be shared.
            </EmptyState>
          </Card>
        )}
      </div>
    </>
  )
}

type Answered = { decisions: Decisions; at: Date }

/** What is decided; undefined as long as the question lacks something. */
async function decided(q: Reader, question: Question, has: readonly Item[]): Promise<Answered | undefined> {
  const read = readRequest(question)
  if (!read.request) return undefined
  const at = read.at ?? new Date()
  const isInvented = question.who === 'invented'
  const decisions = await simulate(
    {
      idpId: question.idp,
      userName: question.user.trim() || 'Somebody',
      invented: isInvented ? { has, provisioned: provisionedOf(question) } : undefined,
      // Whoever is made up has just signed in, unless the question says otherwise.
      signedInAt: read.signedInAt === undefined && isInvented ? at : read.signedInAt,
    },
    read.request,
    q,
    question.told === 'all' ? Infinity : undefined,
  )
  return decisions && { decisions, at }
}

const provisionedOf = ({ state }: Question) => (state === 'inactive' || state === 'absent' ? state : 'active')

const Answer = ({
  answer: { decisions, at },
  question,
  idp,
  actions,
}: {
  answer: Answered
  question: Question
  idp: string
  actions: BlockActions | undefined
}) => {
  const { subject, userId } = decisions
  const verdict = sessionVerdict(decisions.policies.timeout.decision.outcome, subject.authenticatedAt, at)
  return (
    <div className="grid items-start gap-4 @3xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {policies.map((policy) => (
          <DecisionCard
            key={policy}
            policy={policy}
            idp={idp}
            explanation={decisions.policies[policy]}
            allHref={questionHref({ ...question, told: 'all' })}
          >
            {policy === 'timeout' && verdict ? <SessionLine verdict={verdict} /> : null}
          </DecisionCard>
        ))}
      </div>
      <UserCard
        person={{
          idpId: question.idp,
          userId,
          userName: subject.userName,
          isInvented: question.who === 'invented',
          provisioned: subject.provisioned,
          groups: subject.groups.size,
          authenticatedAt: subject.authenticatedAt?.toISOString() ?? null,
          isGated: decisions.policies.access.isGated,
          block: subject.block,
        }}
        actions={actions}
      />
    </div>
  )
}

const Header = () => (
  <PageHeader
    title="Simulator"
    description="What the policies decide for somebody, and why. Nothing is changed by asking, and nothing is logged."
  />
)

const NoIdp = () => (
  <>
    <Header />
    <Card>
      <EmptyState
        icon={<ShieldCheck aria-hidden />}
        title="An IdP comes first"
        action={
          <LinkButton variant="primary" href="/authentication/idp-configuration">
            Open IdP Configuration
          </LinkButton>
        }
      >
        Policies decide about people whom an IdP vouches for, and there is no IdP for users yet.
      </EmptyState>
    </Card>
  </>
)
