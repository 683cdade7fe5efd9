'use client'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

/** A webhook's secret, shown once. */
export const SecretDialog = ({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) => (
  <Dialog
    open
    onOpenChange={onClose}
    dismissible={false}
    title="Signing secret"
    description={`Of ${name}. Its receiver tells by it that an event comes from here.`}
    footer={
      <Button variant="primary" onClick={onClose}>
        I have copied the secret
      </Button>
    }
  >
    <div className="flex flex-col gap-4">
      <CopyField
        label="Signing secret"
        value={secret}
        description="Libraries of Standard Webhooks take it as it is, and verify webhook-id, webhook-timestamp and webhook-signature."
      />
      <Callout tone="warn" title="It is shown this once">
        Copy it now. It is stored encrypted; a new one can be made at any time.
      </Callout>
    </div>
  </Dialog>
)
