import { CopyField } from '#components/ui/copy-field.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { AnswerList, Fold, OperationSection } from './operation-section.tsx'
import { ReferenceSearch, WhileFound } from './reference-search.tsx'
import { referenceView, refusalsEverywhere, type ReferenceIdp } from './reference-view.ts'

/** The reference of the SCIM service: all operations, by what they are about. */
export const Reference = ({
  idp,
  isFilledIn,
  mayTry,
}: {
  idp: ReferenceIdp
  /** Whether the endpoint is one of an IdP here; otherwise it is a pattern. */
  isFilledIn: boolean
  mayTry: boolean
}) => {
  const operations = referenceView(idp)
  const groups = [...new Set(operations.map(({ group }) => group))]
  return (
    <ReferenceSearch
      operations={operations.map(({ id, group, method, path, summary, description, examples }) => ({
        id,
        group,
        method,
        path,
        summary,
        words: [id, group, method, path, summary, description, ...examples.map((each) => each.summary)]
          .join(' ')
          .toLowerCase(),
      }))}
    >
      <section aria-label="Before you begin" className="flex max-w-3xl flex-col gap-3 text-sm">
        {isFilledIn ? (
          <CopyField label="SCIM Service Provider Endpoint" value={idp.endpoint} />
        ) : (
          <Callout title="No IdP has SCIM Sync enabled">
            <p className="mb-2">The addresses below have its numbers missing: every IdP has an endpoint of its own.</p>
            <LinkButton href="/authentication/idp-configuration">Open IdP Configuration</LinkButton>
          </Callout>
        )}
        <p className="text-ink-muted">
          SCIM 2.0, by RFC 7643 and RFC 7644. Requests carry a bearer token of the IdP, which Edit IdP Configuration
          makes and shows once; put it into <code className="text-ink font-mono text-xs">SCIM_TOKEN</code> before you
          run a command. Bodies are JSON, as <code className="text-ink font-mono text-xs">application/scim+json</code>{' '}
          or <code className="text-ink font-mono text-xs">application/json</code>. Errors say what was wrong, which
          value, and what is accepted.
        </p>
        <Fold title="Refusals that any operation may answer">
          <AnswerList answers={refusalsEverywhere} />
        </Fold>
      </section>
      {groups.map((group) => {
        const own = operations.filter((each) => each.group === group)
        return (
          <WhileFound key={group} ids={own.map(({ id }) => id)}>
            <h2 className="mb-4 text-lg font-semibold tracking-tight">{group}</h2>
            <div className="flex flex-col gap-6">
              {own.map((operation) => (
                <WhileFound key={operation.id} ids={[operation.id]}>
                  <OperationSection operation={operation} tryItWith={mayTry ? idp.idpId : undefined} />
                </WhileFound>
              ))}
            </div>
          </WhileFound>
        )
      })}
    </ReferenceSearch>
  )
}
