'use client'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

/** Shows a new token, once. Neither Esc nor a click beside it closes this; the button says what closing means. */
export const TokenDialog = ({ token, onClose }: { token: string | undefined; onClose: () => void }) => (
  <Dialog
    open={token !== undefined}
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
    dismissible={false}
    title="New bearer token"
    description="Enter it in the IdP as the bearer token, API token or secret token."
    footer={
      <Button variant="primary" onClick={onClose}>
        I have copied the token
      </Button>
    }
  >
    <div className="flex flex-col gap-4">
      {token === undefined ? null : <CopyField label="Bearer Token" value={token} />}
      <Callout tone="warn" title="It is shown this once">
        Copy it now. It works after you choose <strong className="text-ink font-medium">Save</strong> on the page behind
        this dialog, and is discarded when you leave the page without saving.
      </Callout>
    </div>
  </Dialog>
)
