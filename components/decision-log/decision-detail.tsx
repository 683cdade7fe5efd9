import Link from 'next/link'
import { truthWords } from '#components/policy/decision-words.ts'
import { Facts, Part } from '#components/scim/facts.tsx'
import { userPageHref } from '#components/scim/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Brief, BriefRule } from '#lib/policy/brief.ts'
import { clientTypes, platforms } from '#lib/policy/rule.ts'
import { decisionPolicies, decisionSources } from '#lib/table/decision-log.ts'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import { ActionBadge, labelOf } from './decision-cells.tsx'
import { checkSentence, countSentence, outcomeSentence, reasonSentence, ruleSentence } from './decision-sentences.ts'
import { decisionsOfUserHref, ruleHref } from './paths.ts'
import type { DecisionDetailView } from './views.ts'

/** A decision whole: what came of it and why, in sentences, then the facts. */
export const DecisionDetail = ({ decision }: { decision: DecisionDetailView }) => {
  const { explanation, userId, idp, rule, application } = decision
  const counted = countSentence(decision)
  return (
    <>
      <Part title="What happened">
        <p className="text-sm break-words">
          {outcomeSentence(decision)} {reasonSentence(decision)}
        </p>
        {counted === '' ? null : <p className="text-ink-muted mt-1 text-sm">{counted}</p>}
        <div className="mt-3 flex flex-wrap gap-2">
          {idp && decision.userName !== '' ? (
            <LinkButton size="sm" href={askAgainHref(decision)}>
              Ask the Simulator
            </LinkButton>
          ) : null}
          {userId === null ? null : (
            <LinkButton size="sm" href={decisionsOfUserHref(userId)}>
              Decisions about this user
            </LinkButton>
          )}
        </div>
      </Part>
      <Part title="Explanation">
        {explanation ? (
          <Told explanation={explanation} />
        ) : (
          <p className="text-ink-muted text-sm">
            Too many decisions came at once to explain each of them. The Simulator explains what would be decided now.
          </p>
        )}
      </Part>
      <Part title="Decision">
        <Facts
          facts={[
            { label: 'Action', value: <ActionBadge action={decision.action} /> },
            { label: 'Time', value: <Time at={decision.at} format="exact" /> },
            ...(decision.lastAt === decision.at
              ? []
              : [{ label: 'Last Time', value: <Time at={decision.lastAt} format="exact" /> }]),
            { label: 'Policy', value: labelOf(decisionPolicies, decision.policy) },
            {
              label: 'Rule',
              value: rule ? <FactLink href={ruleHref(decision.policy, rule.id)}>{rule.name}</FactLink> : 'None',
            },
            {
              label: 'User Name',
              value:
                userId !== null && idp ? (
                  <FactLink href={userPageHref(idp.id, userId)}>{decision.userName}</FactLink>
                ) : (
                  decision.userName || 'Nobody had signed in'
                ),
              ...(decision.userName === '' ? {} : { copy: decision.userName }),
            },
            ...(idp
              ? [
                  {
                    label: 'IdP Name',
                    value: <FactLink href={`/authentication/idp-configuration/${idp.id}`}>{idp.name}</FactLink>,
                  },
                ]
              : []),
            {
              label: 'Application',
              value: application ? (
                <FactLink href={href('/policy/applications', { row: application.id })}>{application.name}</FactLink>
              ) : (
                'None'
              ),
            },
            { label: 'Host', value: decision.host || 'The application was named' },
            { label: 'Address', value: decision.address ? <Code>{decision.address}</Code> : 'Not known' },
            { label: 'Client Type', value: nameIn(clientTypes, decision.clientType) },
            { label: 'Platform', value: nameIn(platforms, decision.platform) },
            { label: 'Country Code', value: decision.countryCode ?? 'Not known' },
            { label: 'Asked By', value: `${labelOf(decisionSources, decision.source)}: ${decision.sourceName}` },
            { label: 'Decision ID', value: <Code>{decision.id}</Code>, copy: decision.id },
          ]}
        />
      </Part>
    </>
  )
}

const Told = ({ explanation: { domain, isGated, rules, omitted, outcome } }: { explanation: Brief }) => (
  <div className="flex flex-col gap-2 text-sm">
    <p>
      {outcome}.{' '}
      {domain === null ? null : (
        <>
          The most specific application was found by <Code>{domain}</Code>.
        </>
      )}
    </p>
    {isGated ? (
      <p className="text-ink-muted">
        SCIM criteria waited: SCIM Attributes for Policy was first enabled after this person had last signed in.
      </p>
    ) : null}
    {omitted === 0 ? null : (
      <p className="text-ink-muted">
        {omitted === 1 ? '1 rule' : `${formatCount(omitted)} rules`} tried before are about other applications,
        disabled, or too many to tell.
      </p>
    )}
    {rules.length === 0 ? null : (
      <ol aria-label="Rules tried" className="divide-line divide-y border-t">
        {rules.map((rule) => (
          <Tried key={rule.order} rule={rule} />
        ))}
      </ol>
    )}
  </div>
)

const Tried = ({ rule }: { rule: BriefRule }) => (
  <li className="py-2">
    <p className={rule.isDeciding ? 'font-medium' : ''}>{ruleSentence(rule)}</p>
    {rule.checks.map((check) => (
      <div key={check.text} className="text-ink-muted mt-0.5 break-words">
        <p>{checkSentence(check)}</p>
        {check.items.length === 0 ? null : (
          <ul className="list-disc pl-5">
            {check.items.map((item, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the list never changes, and two items may read alike
              <li key={index}>
                <span className="text-ink">{item.text}</span>: {truthWords[item.truth].label.toLowerCase()} (
                {item.found})
              </li>
            ))}
          </ul>
        )}
      </div>
    ))}
  </li>
)

/** The Simulator's page with the same question. */
const askAgainHref = (decision: DecisionDetailView): string =>
  href('/policy/simulator', {
    idp: decision.idp?.id ?? '',
    user: decision.userName,
    ...(decision.host === ''
      ? { application: decision.application?.id ?? '' }
      : { destination: decision.host.replace('/udp', ''), protocol: decision.host.endsWith('/udp') ? 'udp' : '' }),
    at: decision.at,
    client: decision.clientType ?? '',
    platform: decision.platform ?? '',
    country: decision.countryCode ?? '',
    address: decision.address,
  })

const nameIn = (labels: Readonly<Record<string, string>>, value: string | null): string =>
  value === null ? 'Not known' : (labels[value] ?? value)

const Code = ({ children }: { children: string }) => <code className="text-xs">{children}</code>

const FactLink = ({ href: to, children }: { href: string; children: string }) => (
  <Link href={to} className="text-accent-text hover:underline">
    {children}
  </Link>
)
