import type { Metadata } from 'next'
import { settingsPages } from '#components/authentication-settings/actions.ts'
import { ForceReauthentication } from '#components/authentication-settings/force-reauthentication.tsx'
import { SettingsForm } from '#components/authentication-settings/settings-form.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTabs } from '#components/ui/page-tabs.tsx'
import { store } from '#db/index.ts'
import { countSessionsBefore } from '#db/queries/reauthentication.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { defaultSettingsOf } from '#lib/services/authentication-settings/change-settings.ts'
import { reauthenticationStatus } from '#lib/services/authentication-settings/force-reauthentication.ts'
import { authenticationSettings } from '#lib/services/authentication-settings/settings.ts'
import { forceReauthenticationAction, saveSettingsAction } from './actions.ts'
import { edited } from '#lib/services/configuration/index.ts'

export const metadata: Metadata = { title: 'Authentication Settings' }

export default async function AuthenticationSettingsPage() {
  const { administrator } = await requireSession()
  const [settings, status, sessions] = await Promise.all([
    authenticationSettings(await edited(store().read)),
    reauthenticationStatus(),
    countSessionsBefore(store().report, new Date(), 100_000),
  ])
  const mayChange = isPermitted(administrator, 'configure')
  return (
    <>
      <PageHeader
        title="Authentication Settings"
        description="How users and administrators sign in, whichever IdP they are of."
      />
      <PageTabs label="Authentication Settings" pages={settingsPages} current="/authentication/settings" />
      {mayChange ? null : (
        <Callout title="Your role does not allow changes" className="mb-5">
          You see the settings as they are.
        </Callout>
      )}
      <div className="flex flex-col gap-8">
        <SettingsForm
          key={settings.version}
          settings={defaultSettingsOf(settings)}
          version={settings.version}
          save={mayChange ? saveSettingsAction : undefined}
        />
        <ForceReauthentication
          status={status}
          sessions={sessions}
          start={mayChange ? forceReauthenticationAction : undefined}
        />
      </div>
    </>
  )
}
