import type { ReactNode } from 'react'
import { Shell } from '#components/shell/shell.tsx'
import { ExportProgress } from '#components/table/export-progress.tsx'
import { TableSettingsProvider } from '#components/table/table-settings.tsx'
import { signOut, signOutEverywhere } from '#lib/auth/actions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readTableSettings } from '#lib/services/table-settings.ts'
import { keepTableSettingsAction } from './table-settings.ts'

/** Everything behind sign-in. Pages ask for the session themselves too: a layout is not run again on every navigation. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { administrator } = await requireSession()
  const tableSettings = await readTableSettings(administrator.id)
  return (
    <Shell
      user={{
        email: administrator.email,
        role: administrator.role,
        onSignOut: signOut,
        onSignOutEverywhere: signOutEverywhere,
      }}
    >
      <TableSettingsProvider initial={tableSettings} keep={keepTableSettingsAction}>
        {children}
      </TableSettingsProvider>
      <ExportProgress />
    </Shell>
  )
}
