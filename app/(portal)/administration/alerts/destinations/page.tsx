import type { Metadata } from 'next'
import { ConfirmIdentity } from '#components/account/confirm-identity.tsx'
import { AlertsFrame } from '#components/alerts/alerts-frame.tsx'
import { Destinations } from '#components/alerts/destinations.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readDestinations, readMailServer } from '#lib/services/alerts/index.ts'
import { deliveries } from '#lib/table/alert-deliveries.ts'
import { confirmIdentityAction } from '../../../account/actions.ts'
import {
  changeDestinationAction,
  changeMailServerAction,
  createDestinationAction,
  deleteDestinationAction,
  renewSecretAction,
  testDestinationAction,
} from '../actions.ts'

export const metadata: Metadata = { title: 'Alert destinations' }

export default async function DestinationsPage() {
  const session = await requireSession()
  if (!isPermitted(session.administrator, 'administer')) {
    return (
      <ScimDenied
        definition={{ ...deliveries, title: 'Destinations', noun: { one: 'destination', many: 'destinations' } }}
      />
    )
  }
  const q = store().report
  const [destinations, mailServer] = await Promise.all([readDestinations(q, new Date()), readMailServer(q)])
  return (
    <ConfirmIdentity confirm={confirmIdentityAction} ssoIdp={session.idpId}>
      <AlertsFrame path="/administration/alerts/destinations" isOwner>
        <Destinations
          destinations={destinations}
          mailServer={mailServer}
          actions={{
            create: createDestinationAction,
            change: changeDestinationAction,
            remove: deleteDestinationAction,
            renew: renewSecretAction,
            test: testDestinationAction,
            changeMailServer: changeMailServerAction,
          }}
        />
      </AlertsFrame>
    </ConfirmIdentity>
  )
}
