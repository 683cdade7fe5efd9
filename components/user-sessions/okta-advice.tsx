import { Callout } from '#components/ui/callout.tsx'

/** What brings people that an IdP has never sent, or has sent before SCIM Sync was enabled. */
export const OktaAdvice = ({ className = 'mb-4' }: { className?: string }) => (
  <Callout title="Assign them in the IdP" className={className}>
    <p>
      These people passed the IdP, but SCIM has not brought them, or has them inactive. Assign them to the application
      there. In Okta, whoever was assigned before provisioning was enabled is not sent by itself: enable{' '}
      <code className="text-xs">PROVISION_OUT_OF_SYNC_USERS</code>, or unassign them and assign them again.
    </p>
  </Callout>
)
