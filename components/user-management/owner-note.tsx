import Link from 'next/link'
import { Callout } from '#components/ui/callout.tsx'
import type { Source } from '#lib/table/directories.ts'

/** Why something cannot be changed here: who owns it, and where to look. */
export const OwnerNote = ({
  noun,
  directory,
  source,
  href,
  label,
}: {
  noun: 'user' | 'group'
  directory: { id: string; name: string }
  source: Source
  href: string
  label: string
}) => (
  <Callout tone="info" className="mb-5" title={`This ${noun} belongs to ${directory.name}`}>
    <p>
      It {source === 'saml' ? 'came with a sign-in, and the identity provider now provisions' : 'is provisioned'} over
      SCIM, so it is changed there: whatever were changed here, the next sync would undo.
    </p>
    <p className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
      <Link href={`/authentication/idp-configuration/${directory.id}`} className="text-accent-text hover:underline">
        IdP configuration of {directory.name}
      </Link>
      <Link href={href} className="text-accent-text hover:underline">
        {label}
      </Link>
    </p>
  </Callout>
)
