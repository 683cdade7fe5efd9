'use client'
import { Menu } from '@base-ui/react/menu'
import { LogOut, MonitorX, UserCog } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState, useTransition } from 'react'
import type { TriggerElement } from '#components/ui/closed-trigger.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import type { UserMenuProps } from './user-menu.tsx'

/** A `UserMenu` that has been opened. */
export const OpenedUserMenu = ({
  trigger,
  onSignOut,
  onSignOutEverywhere,
}: UserMenuProps & { trigger: TriggerElement }) => {
  const [isPending, startTransition] = useTransition()
  const [isAsking, setAsking] = useState(false)
  const run = (action: () => Promise<unknown>) =>
    startTransition(async () => {
      await action()
    })
  return (
    <>
      <Menu.Root defaultOpen>
        <Menu.Trigger disabled={isPending} render={trigger} />
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
