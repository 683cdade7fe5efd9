'use client'
import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { cn } from './cn.ts'
import { takeMessages, type ToastMessage } from './toast.tsx'

const manager = Toast.createToastManager()

/** The messages in sight. `untold`: those that are to be shown now. */
export const Toasts = ({ untold }: { untold: readonly ToastMessage[] }) => {
  useEffect(() => {
    if (untold.length > 0) for (const message of takeMessages()) show(message)
  }, [untold])
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

const show = ({ title, description, tone = 'neutral', action }: ToastMessage) => {
  const id = manager.add({
    title,
    description,
    type: tone,
    priority: tone === 'bad' ? 'high' : 'low',
    timeout: tone === 'bad' || action ? 10_000 : 5_000,
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              manager.close(id)
              action.onClick()
            },
          },
        }
      : {}),
  })
}

const icons: Record<string, ReactNode> = {
  good: <CircleCheck className="text-good" />,
  warn: <TriangleAlert className="text-warn" />,
  bad: <CircleAlert className="text-bad" />,
  info: <Info className="text-info" />,
}

const Shown = () => {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection="right"
      className={cn(
        'bg-raised shadow-popover rounded-lg border p-3 transition-[opacity,translate] duration-200',
        'data-ending-style:translate-x-4 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0',
      )}
    >
      <Toast.Content className="flex items-start gap-2.5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
        {icons[toast.type ?? '']}
        <div className="min-w-0 flex-1 wrap-anywhere">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="text-ink-muted text-sm" />
        </div>
        {toast.actionProps ? (
          <Toast.Action className="text-accent-text hover:bg-hover -my-0.5 h-6 shrink-0 rounded-md px-1.5 text-sm font-medium" />
        ) : null}
        <Toast.Close
          aria-label="Dismiss"
          className="text-ink-faint hover:bg-hover hover:text-ink -m-1 grid size-6 place-items-center rounded-md"
        >
          <X className="size-3.5" aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
