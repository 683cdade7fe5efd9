import { Time } from '#components/ui/time.tsx'
import type { SessionVerdict } from './session-verdict.ts'

/** Whether somebody has to sign in again, as a sentence. */
export const SessionLine = ({ verdict }: { verdict: SessionVerdict }) => {
  if (verdict.kind === 'signed-out') return <>They have not signed in, so they sign in first.</>
  const since = <Time at={verdict.signedInAt} format="exact" />
  if (verdict.kind === 'expired') {
    return (
      <>
        Signed in at {since}, they have to sign in again: the Authentication Timeout passed at{' '}
        <Time at={verdict.endedAt} format="exact" />.
      </>
    )
  }
  if (verdict.endsAt === null)
    return <>Signed in at {since}, they stay signed in: the Authentication Timeout is Never.</>
  return (
    <>
      Signed in at {since}, they stay signed in until <Time at={verdict.endsAt} format="exact" />.
    </>
  )
}
