'use client'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { Button, buttonStyles } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'

/** A domain, or all that are nobody's, and the IdP that the sign-in page sends its administrators to. */
export type VerifiedDomain = { label: string; idp: { id: string; name: string } }

/** *Verify Single Sign-On*: chooses a domain, and goes through a sign-in of it that opens no session. */
export const VerifySingleSignOn = ({ domains }: { domains: readonly VerifiedDomain[] }) => {
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(domains[0]?.label ?? '')
  const idp = domains.find(({ label }) => label === chosen)?.idp
  return (
    <>
      <Button onClick={() => setOpen(true)}>Verify Single Sign-On</Button>
      {isOpen && idp ? (
        <Dialog
          open
          onOpenChange={setOpen}
          title="Verify Single Sign-On"
          description="Signs you in at the IdP of a domain and shows each check. No session comes of it."
          footer={
            <>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              {/* Not a Link: the address leads away from the portal. */}
              <a href={`/saml/${idp.id}/login?purpose=test`} className={buttonStyles({ variant: 'primary' })}>
                <ExternalLink aria-hidden />
                Verify
              </a>
            </>
          }
        >
          <Field
            label="Domain"
            description={`${idp.name} signs them in. Its NameID must be the e-mail address of an administrator.`}
          >
            <Select
              aria-label="Domain"
              items={domains.map(({ label }) => ({ value: label, label }))}
              value={chosen}
              onValueChange={setChosen}
            />
          </Field>
        </Dialog>
      ) : null}
    </>
  )
}
