import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { NoScimIdp } from '#components/scim/no-scim-idp.tsx'
import { Rehearse } from '#components/scim/rehearsal/rehearse.tsx'
import { ScimFrame } from '#components/scim/scim-frame.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findIdpView } from '#lib/services/idps/index.ts'
import { listDialogues } from '#lib/services/rehearsal/index.ts'
import { chooseIdp } from '../choice.ts'
import { rehearseAction } from './actions.ts'

export const metadata: Metadata = { title: 'SCIM Rehearsal' }

const description =
  'What a SCIM request of this IdP would be answered, and what it would change: run for real, and undone. Nothing of it stays.'

export default async function RehearsalPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const { idp } = await searchParams
  const choice = await chooseIdp(store(), typeof idp === 'string' ? idp : undefined)
  if (!choice) return <NoScimIdp title="SCIM Rehearsal" description={description} />
  return (
    <ScimFrame path="/authentication/scim/rehearsal" description={description} choice={choice}>
      {isPermitted(administrator, 'provision') ? (
        <Rehearse
          idpId={choice.idp.id}
          dialogues={listDialogues(await findIdpView(choice.idp.id))}
          rehearse={rehearseAction}
        />
      ) : (
        <Callout title="Your role does not allow rehearsals">
          Whoever has SCIM Management: Full may rehearse requests. SCIM Sync Logs show what has been sent.
        </Callout>
      )}
    </ScimFrame>
  )
}
