import type { Metadata } from 'next'
import type { ExemptionActions } from '#components/exemptions/actions.ts'
import { ExemptedUrls } from '#components/exemptions/exempted-urls.tsx'
import { PacFile } from '#components/exemptions/pac-file.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { listExemptedUrls } from '#db/queries/exempted-urls.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { env } from '#lib/env.ts'
import { authenticationSettings } from '#lib/services/authentication-settings/settings.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { knownSets } from '#lib/services/exemptions/known-sets.ts'
import { readPacFile } from '#lib/services/exemptions/exemption-of.ts'
import { getOrganisation } from '#lib/services/organisation.ts'
import * as actions from './actions.ts'

export const metadata: Metadata = { title: 'Advanced Settings' }

export default async function AdvancedSettingsPage() {
  const { administrator } = await requireSession()
  const [rows, content, { pacProxy }, organisation] = await Promise.all([
    listExemptedUrls(await edited(store().read)),
    readPacFile(),
    authenticationSettings(await edited(store().read)),
    getOrganisation(),
  ])
  const changes: ExemptionActions | undefined = isPermitted(administrator, 'configure')
    ? {
        add: actions.addExemptedUrlsAction,
        remove: actions.removeExemptedUrlsAction,
        changeProxy: actions.changePacProxyAction,
      }
    : undefined
  return (
    <>
      <PageHeader
        title="Advanced Settings"
        description="Authentication Exemptions: what is reached without signing in, and the PAC file that says so to browsers."
      />
      {changes ? null : (
        <Callout title="Your role does not allow changes" className="mb-5">
          You see the settings as they are.
        </Callout>
      )}
      <div className="flex flex-col gap-8">
        <ExemptedUrls urls={rows.map((row) => row.url)} sets={knownSets} actions={changes} />
        <PacFile
          address={`${env().url}/pac/${organisation.id}.pac`}
          content={content}
          proxy={pacProxy}
          changeProxy={changes?.changeProxy}
          test={actions.testPacAction}
        />
      </div>
    </>
  )
}
