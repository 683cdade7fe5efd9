'use client'
import { Callout } from '#components/ui/callout.tsx'
import type { ConnectView } from '#lib/services/connect/index.ts'
import { connectHref } from '../paths.ts'
import { RequestPanel } from './request-panel.tsx'
import { StepList } from './step-list.tsx'
import { useConnection } from './use-connection.ts'

/** How far an IdP is connected, and what it sends, as it happens. */
export const Connect = ({ idpId, opened, hint }: { idpId: string; opened: ConnectView; hint: string }) => {
  const { view, isLost } = useConnection(`${connectHref(idpId)}/state`, opened)
  const warnings = view.steps.filter(({ state }) => state === 'warning').length
  const isWaiting = view.steps.some(({ key, state }) => key === 'request' && state !== 'done')
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <output className="empty:hidden">
        {view.isConnected ? (
          <Callout tone={warnings > 0 ? 'warn' : 'good'} title="Connected">
            {warnings === 0
              ? 'Users and groups are here, and policies go by what SCIM brings.'
              : `Policies go by what SCIM brings, but ${warnings === 1 ? 'one step is' : `${warnings} steps are`} to be looked at.`}
          </Callout>
        ) : null}
      </output>
      <RequestPanel idpId={idpId} requests={view.requests} isWaiting={isWaiting} isLost={isLost} hint={hint} />
      <StepList idpId={idpId} connection={view} />
    </div>
  )
}
