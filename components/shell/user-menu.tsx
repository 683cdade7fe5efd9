'use client'
import { ChevronsUpDown } from 'lucide-react'
import { ClosedTrigger } from '#components/ui/closed-trigger.tsx'
import { onDemand } from '#components/ui/on-demand.ts'

export type UserMenuProps = {
  email: string
  role: string
  onSignOut: () => Promise<unknown>
  onSignOutEverywhere: () => Promise<unknown>
}

const OpenedUserMenu = onDemand(async () => (await import('./opened-user-menu.tsx')).OpenedUserMenu)

/** Who is signed in, and the ways out. */
export const UserMenu = (props: UserMenuProps) => {
  const { email, role } = props
  const trigger = (
    <button
      type="button"
      className="hover:bg-hover data-popup-open:bg-hover flex w-full min-w-0 items-center gap-2.5 rounded-md p-1.5 text-left transition-colors"
    >
      <span
        aria-hidden
        className="bg-accent-soft text-accent-text grid size-7 shrink-0 place-items-center rounded-full text-xs font-semibold uppercase"
      >
        {email.slice(0, 1)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium" title={email}>
          {email}
        </span>
        <span className="text-ink-faint block text-xs">{role}</span>
      </span>
      <ChevronsUpDown className="text-ink-faint size-3.5 shrink-0" aria-hidden />
    </button>
  )
  return (
    <OpenedUserMenu
      {...props}
      trigger={trigger}
      renderBefore={(need) => <ClosedTrigger trigger={trigger} opens="menu" onOpen={need} />}
    />
  )
}
