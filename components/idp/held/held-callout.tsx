import Link from 'next/link'
import { Callout } from '#components/ui/callout.tsx'
import { heldHref } from '../paths.ts'
import { peopleText, requestsText } from './held-words.ts'

/** On the page of an IdP: what of it waits for a decision. */
export const HeldCallout = ({ idpId, requests, people }: { idpId: string; requests: number; people: number }) => (
  <Callout
    tone="bad"
    className="mb-6 max-w-[62rem]"
    title={`${requestsText(requests)} ${requests === 1 ? 'is' : 'are'} held: ${peopleText(people)} would lose access`}
  >
    <Link href={heldHref(idpId)} className="text-accent-text inline-flex min-h-6 items-center hover:underline">
      Open Held Requests
    </Link>
  </Callout>
)
