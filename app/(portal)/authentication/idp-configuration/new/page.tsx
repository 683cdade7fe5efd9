import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { GuideBeside } from '#components/help/guide-beside.tsx'
import { GuideChoice } from '#components/help/guide-choice.tsx'
import { SetupStart } from '#components/idp/setup-start.tsx'
import { WhatToDo } from '#components/idp/what-to-do.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { guideBeside } from '#lib/services/help/guide-beside.ts'
import { idpActions } from '../idp-actions.ts'

export const metadata: Metadata = { title: 'Add IdP Configuration' }

const list = '/authentication/idp-configuration'

export default async function AddIdpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const idps = (await listIdpRows(await edited(store().read))).filter((idp) => idp.singleSignOn === 'user')
  const present = idps.find((idp) => idp.isDefault) ?? idps[0]
  const { guide, choices } = await guideBeside(undefined, (await searchParams)['guide'])
  const setup = <SetupStart actions={idpActions} />
  return (
    <>
      <PageHeader
        title="Add IdP Configuration"
        description="Every step is saved; pause whenever you need the other console."
      />
      {isPermitted(administrator, 'provision') ? (
        <GuideBeside guide={guide} choice={<GuideChoice choices={choices} slug={guide.slug} />}>
          {present ? (
            <WhatToDo
              edit={
                idps.length === 1
                  ? { name: present.name, href: `${list}/${present.id}` }
                  : { name: 'one that is there', href: list }
              }
            >
              {setup}
            </WhatToDo>
          ) : (
            setup
          )}
        </GuideBeside>
      ) : (
        <Callout title="Your role does not allow adding IdPs">
          Ask an owner, or somebody with full SCIM Management.
        </Callout>
      )}
    </>
  )
}
