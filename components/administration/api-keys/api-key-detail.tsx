import { Facts, Part } from '#components/scim/facts.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ApiKeyView } from '#lib/services/api-keys/index.ts'
import { scopeWords } from '#lib/table/api-scopes.ts'
import { href } from '#lib/table/href.ts'
import type { ApiKeyActions } from './actions.ts'
import { ApiKeyStatus } from './api-key-status.tsx'
import { RevokeApiKey } from './revoke-api-key.tsx'

export const ApiKeyDetail = ({ apiKey, revoke }: { apiKey: ApiKeyView; revoke: ApiKeyActions['revoke'] }) => (
  <>
    <Part title="API Key">
      {apiKey.status === 'ownerless' ? (
        <Callout tone="warn" title="Refused: its owner is gone">
          {apiKey.createdBy} is no owner any more, and a key works only as long as whoever created it is one. Create
          another for the program that uses it.
        </Callout>
      ) : null}
      <Facts
        facts={[
          { label: 'Status', value: <ApiKeyStatus status={apiKey.status} /> },
          { label: 'Ends in', value: <code className="text-xs">{apiKey.hint}</code> },
          {
            label: 'Last Used',
            value:
              apiKey.lastUsedAt === null ? (
                'Never'
              ) : (
                <>
                  <Time at={apiKey.lastUsedAt} format="exact" /> from {apiKey.lastUsedFrom}
                </>
              ),
          },
          {
            label: 'Expires',
            value: apiKey.expiresAt === null ? 'Never' : <Time at={apiKey.expiresAt} format="exact" />,
          },
          ...(apiKey.revokedAt === null
            ? []
            : [{ label: 'Revoked', value: <Time at={apiKey.revokedAt} format="exact" /> }]),
          { label: 'Created By', value: apiKey.createdBy },
          { label: 'Created', value: <Time at={apiKey.createdAt} format="exact" /> },
          { label: 'API Key ID', value: <code className="text-xs">{apiKey.id}</code>, copy: apiKey.id },
        ]}
      />
      <LinkButton
        size="sm"
        className="mt-2"
        href={href('/administration/audit-logs', { actor: `api-key:${apiKey.id}` })}
      >
        What it did
      </LinkButton>
    </Part>
    <Part title="Scopes">
      <ul className="flex flex-col gap-2 text-sm">
        {apiKey.scopes.map((scope) => (
          <li key={scope}>
            <code className="text-xs">{scope}</code>
            <p className="text-ink-muted">{scopeWords[scope]}.</p>
          </li>
        ))}
      </ul>
    </Part>
    {apiKey.revokedAt === null ? (
      <Part title="Revoke">
        <RevokeApiKey apiKey={apiKey} revoke={revoke} />
      </Part>
    ) : null}
  </>
)
