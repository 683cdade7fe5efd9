'use client'
import { Menu } from '@base-ui/react/menu'
import { ChevronsUpDown, LogOut, MonitorX, UserCog } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState, useTransition } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'

export type UserMenuProps = {
  email: string
  role: string
  onSignOut: () => Promise<unknown>
  onSignOutEverywhere: () => Promise<unknown>
}

/** Who is signed in, and the ways out. */
export const UserMenu = ({ email, role, onSignOut, onSignOutEverywhere }: UserMenuProps) => {
  const [isPending, startTransition] = useTransition()
  const [isAsking, setAsking] = useState(false)
  const run = (action: () => Promise<unknown>) =>
    startTransition(async () => {
      await action()
    })
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          disabled={isPending}
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
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner side="top" align="start" sideOffset={6} className="z-50 outline-hidden">
            <Menu.Popup className="bg-raised shadow-popover w-56 origin-(--transform-origin) rounded-lg border p-1 outline-hidden transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0">
              <Menu.LinkItem render={<Link href="/account" />} closeOnClick className={itemStyles}>
                <UserCog />
                Your account
              </Menu.LinkItem>
              <MenuItem icon={<LogOut />} onClick={() => run(onSignOut)}>
                Sign out
              </MenuItem>
              <MenuItem icon={<MonitorX />} onClick={() => setAsking(true)}>
                Sign out everywhere…
              </MenuItem>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Sign out everywhere"
        description="Ends every session of your account, on this and every other device. You sign in again afterwards."
        confirmLabel="Sign out everywhere"
        isPending={isPending}
        onConfirm={() => run(onSignOutEverywhere)}
      />
    </>
  )
}

const itemStyles =
  'data-highlighted:bg-hover [&_svg]:text-ink-faint flex h-8 cursor-default items-center gap-2.5 rounded-md px-2 text-sm outline-hidden select-none [&_svg]:size-4'

const MenuItem = ({ icon, children, onClick }: { icon: ReactNode; children: ReactNode; onClick: () => void }) => (
  <Menu.Item onClick={onClick} className={itemStyles}>
    {icon}
    {children}
  </Menu.Item>
)
