import { Facts, Part } from '#components/scim/facts.tsx'
import { userPageHref } from '#components/scim/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SessionActions } from './actions.ts'
import { signInsHref } from './paths.ts'
import { RevokeSession } from './revoke-session.tsx'
import { IdpLink, reasonLabel, SessionBadge } from './session-cells.tsx'
import type { SessionView } from './views.ts'

/** A session whole: whose, since when, from where, and what the IdP said of the user. */
export const SessionDetail = ({ session, actions }: { session: SessionView; actions: SessionActions | undefined }) => (
  <>
    {actions ? <RevokeSession session={session} actions={actions} /> : null}
    <Part title="Session">
      <Facts
        facts={[
          { label: 'Status', value: <SessionBadge state={session.state} /> },
          ...(session.endedAt === null
            ? []
            : [
                { label: 'Ended', value: <Time at={session.endedAt} format="exact" /> },
                { label: 'Ended Because', value: reasonLabel(session.reason) },
              ]),
          { label: 'User Name', value: session.userName, copy: session.userName },
          { label: 'IdP Name', value: <IdpLink idp={session.idp} /> },
          { label: 'Signed In', value: <Time at={session.createdAt} format="exact" /> },
          { label: 'Authenticated', value: <Time at={session.authenticatedAt} format="exact" /> },
          { label: 'Last Active', value: <Time at={session.lastSeenAt} format="exact" /> },
          { label: 'Expires', value: <Time at={session.expiresAt} format="exact" /> },
          { label: 'Client', value: <span title={session.userAgent}>{session.client}</span> },
          { label: 'Address', value: <code className="text-xs">{session.address}</code> },
          { label: 'Session ID', value: <code className="text-xs">{session.id}</code>, copy: session.id },
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {session.userId === null ? null : (
          <LinkButton size="sm" href={userPageHref(session.idp.id, session.userId)}>
            Open user
          </LinkButton>
        )}
        <LinkButton size="sm" href={signInsHref(session.idp.id, session.userName)}>
          Sign-in Log of this user
        </LinkButton>
      </div>
    </Part>
    <Part title="SAML">
      <Facts
        facts={[
          { label: 'NameID', value: session.nameId, copy: session.nameId },
          { label: 'NameID Format', value: <code className="text-xs">{session.nameIdFormat}</code> },
          ...(session.sessionIndex === null
            ? []
            : [{ label: 'Session Index', value: <code className="text-xs">{session.sessionIndex}</code> }]),
        ]}
      />
    </Part>
    <Part title="SAML Attributes">
      {session.attributes.length === 0 ? (
        <p className="text-ink-muted text-sm">The assertion had none.</p>
      ) : (
        <Facts
          facts={session.attributes.map(({ name, values }) => ({
            label: name,
            value: (
              <ul>
                {values.slice(0, MOST_VALUES).map((value, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- values may repeat and never move
                  <li key={index}>{value}</li>
                ))}
                {values.length > MOST_VALUES ? (
                  <li className="text-ink-muted">and {(values.length - MOST_VALUES).toLocaleString('en')} more</li>
                ) : null}
              </ul>
            ),
          }))}
        />
      )}
    </Part>
  </>
)

const MOST_VALUES = 50
