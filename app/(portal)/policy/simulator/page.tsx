import { FlaskConical, ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { DecisionCard } from '#components/policy/decision-card.tsx'
import { questionHref, readQuestion, readRequest } from '#components/policy/question.ts'
import { SimulatorForm } from '#components/policy/simulator-form.tsx'
import { UserCard } from '#components/policy/user-card.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { listApplications } from '#db/queries/policy-applications.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { policies } from '#lib/policy/rule.ts'
import { decideFor } from '#lib/services/policy/index.ts'
import { blockUserAction, unblockUserAction } from './actions.ts'

export const metadata: Metadata = { title: 'Simulator' }

type Parameters = Record<string, string | string[] | undefined>

export default async function SimulatorPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const { administrator } = await requireSession()
  const q = store().report
  const [parameters, idpRows, applications] = await Promise.all([searchParams, listIdpRows(q), listApplications(q)])
  const idps = idpRows.filter((idp) => idp.singleSignOn === 'user').map(({ id, name }) => ({ id, name }))
  const [first] = idps
  if (!first) return <NoIdp />
  const asked = readQuestion(parameters)
  const idp = idps.find(({ id }) => id === asked.idp) ?? first
  const question = { ...asked, idp: idp.id }
  const isAsked = asked.user !== '' || asked.destination !== '' || asked.application !== ''
  const read = readRequest(question)
  const decided = read.request && (await decideFor({ idpId: idp.id, userName: question.user.trim() }, read.request, q))
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
        />
        {decided ? (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="flex min-w-0 flex-col gap-4">
              {policies.map((policy) => (
                <DecisionCard key={policy} policy={policy} idp={idp.name} explanation={decided.policies[policy]} />
              ))}
            </div>
            <UserCard
              person={{
                idpId: idp.id,
                userId: decided.userId,
                userName: decided.subject.userName,
                provisioned: decided.subject.provisioned,
                groups: decided.subject.groups.size,
                authenticatedAt: decided.subject.authenticatedAt?.toISOString() ?? null,
                isGated: decided.policies.access.isGated,
                block: decided.subject.block,
              }}
              actions={actions}
            />
          </div>
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

const Header = () => (
  <PageHeader
    title="Simulator"
    description="What the policies decide for somebody at this moment, and why. Nothing is changed by asking."
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
