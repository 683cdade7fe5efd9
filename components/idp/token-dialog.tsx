'use client'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { tokenWords } from './token-words.ts'
import type { TokenKind } from './use-idp-form.ts'

/** Shows a new token, once. Neither Esc nor a click beside it closes this; the button says what closing means. */
export const TokenDialog = ({
  kind,
  token,
  onClose,
  finalFocus,
}: {
  kind: TokenKind
  token: string | undefined
  onClose: () => void
  finalFocus: () => HTMLElement | null
}) => (
  <Dialog
    open={token !== undefined}
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
    dismissible={false}
    finalFocus={finalFocus}
    title={kind === 'bearer' ? 'New bearer token' : 'New client secret'}
    description={
      kind === 'bearer'
        ? 'Enter it in the IdP as the bearer token, API token or secret token.'
        : 'Enter it in the IdP with the Token URL and the Client ID.'
    }
    footer={
      <Button variant="primary" onClick={onClose}>
        I have copied the {tokenWords[kind].word}
      </Button>
    }
  >
    <div className="flex flex-col gap-4">
      {token === undefined ? null : <CopyField label={tokenWords[kind].title} value={token} />}
      <Callout tone="warn" title="It is shown this once">
        Copy it now. It works after you choose <strong className="text-ink font-medium">Save</strong> on the page behind
        this dialog, and is discarded when you leave the page without saving.
      </Callout>
    </div>
  </Dialog>
)
