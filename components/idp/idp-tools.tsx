'use client'
import { Cable, Eye, Pencil, Trash2 } from 'lucide-react'
import { Button, LinkButton } from '#components/ui/button.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import { connectHref } from './paths.ts'

/** At the end of a row: *Connect*, the way into the form, and *Delete*; for those whose role does not change it, the form as it stands. */
export const IdpTools = ({ idp, onDelete }: { idp: IdpView; onDelete: (() => void) | undefined }) => {
  const isPaused = idp.status === 'resume'
  const path = `/authentication/idp-configuration/${idp.id}`
  const [verb, href] = !onDelete ? ['View', path] : isPaused ? ['Resume', `${path}/setup`] : ['Edit', path]
  return (
    <>
      {isPaused || idp.singleSignOn === 'admin' ? null : (
        <LinkButton
          variant="ghost"
          size="sm"
          square
          href={connectHref(idp.id)}
          prefetch={false}
          aria-label={`Connect ${idp.name}`}
          title="Connect"
        >
          <Cable aria-hidden />
        </LinkButton>
      )}
      <LinkButton variant="ghost" size="sm" square href={href} aria-label={`${verb} ${idp.name}`} title={verb}>
        {onDelete ? <Pencil aria-hidden /> : <Eye aria-hidden />}
      </LinkButton>
      {onDelete ? (
        <Button variant="ghost" size="sm" square aria-label={`Delete ${idp.name}`} title="Delete" onClick={onDelete}>
          <Trash2 aria-hidden />
        </Button>
      ) : null}
    </>
  )
}
