'use client'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Time } from '#components/ui/time.tsx'

/** A link that is shown once. It closes by its button alone, so that nobody loses it by a click beside it. */
export const OneTimeLink = ({
  link,
  purpose,
  email,
  onClose,
}: {
  link: { url: string; expiresAt: string }
  purpose: 'invite' | 'reset'
  email: string
  onClose: () => void
}) => (
  <Dialog
    open
    onOpenChange={onClose}
    dismissible={false}
    title={purpose === 'invite' ? 'Invitation link' : 'Password reset link'}
    description="Shown this once. Rollcall sends no mail: hand it over yourself, by a way that only they can read."
    footer={
      <Button variant="primary" onClick={onClose}>
        Done
      </Button>
    }
  >
    <CopyField
      label={`Link for ${email}`}
      value={link.url}
      description={
        <>
          Works once, until <Time at={link.expiresAt} format="exact" />.
        </>
      }
    />
  </Dialog>
)
