import type { ReactNode } from 'react'
import { roleLabel } from '#components/administration/words.ts'
import { SessionTimeout } from '#components/session-timeout/session-timeout.tsx'
import { Shell } from '#components/shell/shell.tsx'
import { ExportProgress } from '#components/table/export-progress.tsx'
import { SavedFiltersProvider } from '#components/table/saved-filters.tsx'
import { TableSettingsProvider } from '#components/table/table-settings.tsx'
import { signOut, signOutEverywhere } from '#lib/auth/actions.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireAccountSession } from '#lib/auth/session.ts'
import { readActivationSummary } from '#lib/services/activation/summary.ts'
import { authenticationSettings } from '#lib/services/authentication-settings/settings.ts'
import { readFilters } from '#lib/services/saved-filters.ts'
import { readTableSettings } from '#lib/services/table-settings.ts'
import { changeFilter, deleteFilter, rememberFilter, saveFilter, setDefaultFilter } from './saved-filters.ts'
import { staySignedIn } from './stay-signed-in.ts'
import { keepTableSettingsAction } from './table-settings.ts'

const filterActions = { saveFilter, changeFilter, deleteFilter, setDefaultFilter, rememberFilter }

/** Everything behind sign-in. Pages ask for the session themselves too: a layout is not run again on every navigation. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { administrator } = await requireAccountSession()
  const [tableSettings, savedFilters, { sessionTimeoutMinutes }, activation] = await Promise.all([
    readTableSettings(administrator.id),
    readFilters(administrator.id),
    authenticationSettings(),
    readActivationSummary(administrator.id),
  ])
  return (
    <Shell
      mayAddIdp={isPermitted(administrator, 'provision')}
      activation={activation}
      user={{
        email: administrator.email,
        role: roleLabel(administrator.role),
        onSignOut: signOut,
        onSignOutEverywhere: signOutEverywhere,
      }}
    >
      <TableSettingsProvider initial={tableSettings} keep={keepTableSettingsAction}>
        <SavedFiltersProvider initial={savedFilters} actions={filterActions}>
          {children}
        </SavedFiltersProvider>
      </TableSettingsProvider>
      <ExportProgress />
      <SessionTimeout timeoutMs={sessionTimeoutMinutes * 60_000} stay={staySignedIn} signOut={signOut} />
    </Shell>
  )
}
