'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { ApiKeyActions } from './actions.ts'
import { ApiKeyForm } from './api-key-form.tsx'

/** The button, the form behind it, and the key that comes out of it, shown once. */
export const CreateApiKey = ({ create }: { create: ApiKeyActions['create'] }) => {
  const [isOpen, setOpen] = useState(false)
  // The only place the key ever is: gone from here when the dialog closes.
  const [made, setMade] = useState<{ key: string; name: string }>()
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Create API Key
      </Button>
      {isOpen ? (
        <ApiKeyForm
          create={create}
          onClose={() => setOpen(false)}
          onCreated={(key, name) => {
            setOpen(false)
            setMade({ key, name })
          }}
        />
      ) : null}
      {made === undefined ? null : (
        <Dialog
          open
          onOpenChange={() => setMade(undefined)}
          dismissible={false}
          title="New API key"
          description={`For ${made.name}. It works from now on.`}
          footer={
            <Button variant="primary" onClick={() => setMade(undefined)}>
              I have copied the API key
            </Button>
          }
        >
          <div className="flex flex-col gap-4">
            <CopyField
              label="API key"
              value={made.key}
              description={
                <>
                  Programs send it as <code className="text-xs">Authorization: Bearer …</code> to{' '}
                  <code className="text-xs">/api/v1</code>.
                </>
              }
            />
            <Callout tone="warn" title="It is shown this once">
              Copy it now. Whoever has it can do what its scopes say, from anywhere.
            </Callout>
          </div>
        </Dialog>
      )}
    </>
  )
}
