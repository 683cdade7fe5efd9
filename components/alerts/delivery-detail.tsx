import { Facts, Part } from '#components/scim/facts.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { DeliveryView } from '#lib/services/alerts/index.ts'
import { alertEvents, labelOf } from '#lib/table/alert-words.ts'
import type { Redeliver } from './actions.ts'
import { DeliveryBadge } from './alert-badges.tsx'
import { RedeliverButton } from './redeliver-button.tsx'

/** What was sent, to whom, and each answer. */
export const DeliveryDetail = ({ delivery, redeliver }: { delivery: DeliveryView; redeliver: Redeliver }) => {
  const payload = JSON.stringify(JSON.parse(delivery.payload), null, 2)
  return (
    <>
      <Part title="Delivery">
        <Facts
          facts={[
            { label: 'Status', value: <DeliveryBadge state={delivery.state} /> },
            { label: 'Event', value: labelOf(alertEvents, delivery.event) },
            { label: 'Alert', value: delivery.text },
            { label: 'Destination', value: delivery.destination },
            { label: 'Sent To', value: delivery.target, copy: delivery.target },
            { label: 'Made', value: <Time at={delivery.createdAt} format="exact" /> },
            ...(delivery.nextAt === null
              ? []
              : [{ label: 'Next Attempt', value: <Time at={delivery.nextAt} format="exact" /> }]),
            { label: 'Event ID', value: <code className="text-xs">{delivery.eventId}</code>, copy: delivery.eventId },
          ]}
        />
        <RedeliverButton id={delivery.id} redeliver={redeliver} />
      </Part>
      <Part title="Attempts">
        {delivery.attempts.length === 0 ? (
          <p className="text-ink-muted text-sm">None yet: it is sent within seconds.</p>
        ) : (
          <ol className="divide-line divide-y text-sm" reversed>
            {delivery.attempts.map((attempt, index) => (
              <li key={attempt.id} className="flex flex-col gap-0.5 py-2">
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className="font-medium">Attempt {delivery.attempts.length - index}</span>
                  <span className={attempt.isDelivered ? 'text-good' : 'text-bad'}>
                    {attempt.status === null ? 'No answer' : `Status ${attempt.status}`}
                  </span>
                  <span className="text-ink-muted">
                    <Time at={attempt.at} format="exact" />, {attempt.durationMs.toLocaleString('en')} ms
                  </span>
                </span>
                {attempt.answer === '' ? null : <span className="text-ink-muted break-words">{attempt.answer}</span>}
              </li>
            ))}
          </ol>
        )}
      </Part>
      {delivery.type === 'webhook' ? (
        <Part title="Payload" aside={<CopyButton value={delivery.payload} label="Payload" />}>
          <pre
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
            tabIndex={0}
            aria-label="Payload"
            className="bg-sunken max-h-96 overflow-auto rounded-md border p-3 text-xs"
          >
            {payload}
          </pre>
        </Part>
      ) : null}
    </>
  )
}
