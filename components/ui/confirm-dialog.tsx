'use client'
import { useState } from 'react'
import { Button } from './button.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

/** Asks before something that matters. `typeToConfirm`: the button waits until exactly this text is typed. */
export const ConfirmDialog = ({
  confirmLabel,
  tone = 'primary',
  typeToConfirm,
  onConfirm,
  isPending = false,
  children,
  ...dialog
}: Omit<DialogProps, 'footer'> & {
  confirmLabel: string
  tone?: 'primary' | 'danger'
  typeToConfirm?: string
  onConfirm: () => void
  isPending?: boolean
}) => {
  const [typed, setTyped] = useState('')
  const isReady = !isPending && (typeToConfirm === undefined || typed.trim() === typeToConfirm)
  const close = (open: boolean) => {
    if (!open) setTyped('')
    dialog.onOpenChange(open)
  }
  return (
    <Dialog
      {...dialog}
      onOpenChange={close}
      footer={
        <>
          <Button onClick={() => close(false)}>Cancel</Button>
          <Button variant={tone} disabled={!isReady} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {typeToConfirm === undefined ? null : (
        <Field
          label={
            <>
              Type <strong className="font-semibold select-all">{typeToConfirm}</strong> to confirm
            </>
          }
          className="mt-4"
        >
          <Input
            value={typed}
            autoComplete="off"
            onValueChange={setTyped}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && isReady) onConfirm()
            }}
          />
        </Field>
      )}
    </Dialog>
  )
}
