import { Badge } from '#components/ui/badge.tsx'
import { buttonStyles } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { importHref } from '#components/saml-attributes/paths.ts'
import type { TestView } from '#lib/services/test-sign-in/index.ts'

type Attributes = NonNullable<TestView['assertion']>['attributes']

/** The attributes that came, and what SAML Attributes calls them. */
export const TestAttributes = ({ test, attributes }: { test: TestView; attributes: Attributes }) => (
  <section className="flex flex-col gap-2">
    <div className="flex flex-wrap items-center justify-between gap-2">
      <h2 className="text-base font-semibold">Attributes</h2>
      {test.idp.singleSignOn === 'user' && attributes.some(({ known }) => known === undefined) ? (
        <a href={importHref(test.idp.id)} className={buttonStyles({ size: 'sm' })}>
          Import new attributes
        </a>
      ) : null}
    </div>
    <Card className="overflow-hidden">
      {attributes.length === 0 ? (
        <p className="text-ink-muted p-3 text-sm">
          The assertion holds no attribute. Add some in the IdP to use them in policies or for provisioning.
        </p>
      ) : (
        <dl className="divide-line divide-y text-sm">
          {attributes.map(({ name, values, known }) => (
            <div key={name} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[minmax(0,18rem)_minmax(0,1fr)_auto]">
              <dt className="font-mono text-xs leading-5 break-all">{name}</dt>
              <dd className="break-words">{values.join(' · ') || <span className="text-ink-faint">empty</span>}</dd>
              {known === undefined ? null : (
                <dd>
                  <Badge tone="info">{known}</Badge>
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </Card>
  </section>
)
