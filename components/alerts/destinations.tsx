'use client'
import { Mail, Webhook } from 'lucide-react'
import { useState } from 'react'
import { Facts } from '#components/scim/facts.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { DestinationView, MailServerView } from '#lib/services/alerts/index.ts'
import { labelOf } from '#lib/table/alert-words.ts'
import type { DestinationActions } from './actions.ts'
import { DestinationCard } from './destination-card.tsx'
import { DestinationForm } from './destination-form.tsx'
import { MailServerForm, securities } from './mail-server-form.tsx'
import { SecretDialog } from './secret-dialog.tsx'

/** Where alerts go, and the mail server that those by e-mail go through. */
export const Destinations = ({
  destinations,
  mailServer,
  actions,
}: {
  destinations: readonly DestinationView[]
  mailServer: MailServerView
  actions: DestinationActions
}) => {
  const [adding, setAdding] = useState<'webhook' | 'email'>()
  // The only place the secret ever is: gone from here when its dialog closes.
  const [made, setMade] = useState<{ name: string; secret: string }>()
  const onSecret = (name: string, secret: string) => setMade({ name, secret })
  const needsServer = mailServer.version === 0 && destinations.some(({ type }) => type === 'email')
  const add = (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" onClick={() => setAdding('webhook')}>
        <Webhook aria-hidden />
        Add webhook
      </Button>
      <Button onClick={() => setAdding('email')}>
        <Mail aria-hidden />
        Add e-mail
      </Button>
    </div>
  )
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="destinations">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <h2 id="destinations" className="text-sm font-semibold">
            Destinations
          </h2>
          {destinations.length > 0 ? add : null}
        </div>
        {destinations.length === 0 ? (
          <Card>
            <EmptyState icon={<Webhook aria-hidden />} title="Alerts are on the Overview alone" action={add}>
              Add where they go as well: a program, by webhook, or people, by e-mail.
            </EmptyState>
          </Card>
        ) : (
          <div className="grid gap-3 @4xl:grid-cols-2">
            {destinations.map((destination) => (
              <DestinationCard
                key={`${destination.id} ${destination.version}`}
                destination={destination}
                actions={actions}
                onSecret={onSecret}
              />
            ))}
          </div>
        )}
      </section>
      <MailServer server={mailServer} isMissed={needsServer} change={actions.changeMailServer} />
      {adding ? (
        <DestinationForm type={adding} actions={actions} onMade={onSecret} onClose={() => setAdding(undefined)} />
      ) : null}
      {made ? <SecretDialog {...made} onClose={() => setMade(undefined)} /> : null}
    </div>
  )
}

const MailServer = ({
  server,
  isMissed,
  change,
}: {
  server: MailServerView
  isMissed: boolean
  change: DestinationActions['changeMailServer']
}) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-labelledby="mail-server">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="mail-server" className="text-sm font-semibold">
          Mail server
        </h2>
        <Button size="sm" onClick={() => setOpen(true)}>
          {server.version === 0 ? 'Set up mail server' : 'Edit mail server'}
        </Button>
      </div>
      {isMissed ? (
        <Callout tone="warn" title="E-mail is not sent yet" className="mb-3">
          There is a destination by e-mail, and no mail server.
        </Callout>
      ) : null}
      <Card className="p-4">
        {server.version === 0 ? (
          <p className="text-ink-muted text-sm">None is set up. Only alerts by e-mail need one.</p>
        ) : (
          <Facts
            facts={[
              { label: 'Server', value: `${server.host}:${server.port}` },
              { label: 'Security', value: labelOf(securities, server.security) },
              { label: 'User', value: server.user === '' ? 'None' : server.user },
              { label: 'Password', value: server.hasPassword ? 'Stored' : 'None' },
              { label: 'Sender', value: server.sender },
            ]}
          />
        )}
      </Card>
      {isOpen ? <MailServerForm server={server} change={change} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}
