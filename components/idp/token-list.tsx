'use client'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { ChangeButton } from '#components/ui/change-allowed.tsx'
import { Time } from '#components/ui/time.tsx'
import type { TokenView } from '#lib/services/idps/index.ts'
import { tokenWords } from './token-words.ts'
import type { TokenKind } from './use-idp-form.ts'

/** The live tokens of an IdP, newest first: what is known of each, and what can be done with it at once. */
export const TokenList = ({
  kind,
  tokens,
  disabled,
  onLimit,
  onRevoke,
}: {
  kind: TokenKind
  tokens: readonly TokenView[]
  disabled: boolean
  onLimit: (token: TokenView) => void
  onRevoke: (token: TokenView) => void
}) => (
  <ul aria-label={`${tokenWords[kind].title}s`} className="divide-line divide-y rounded-lg border">
    {tokens.map((token) => (
      <li key={token.id} className="flex flex-col gap-2 px-3 py-2.5 text-sm">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-mono text-xs leading-5">
              <span className="sr-only">{tokenWords[kind].title} ending in </span>
              <span aria-hidden>••••</span>
              {token.hint}
            </span>
            {token.isExpired ? <Badge tone="bad">Expired</Badge> : null}
          </span>
          <span className="-mr-2 flex">
            <ChangeButton size="sm" variant="ghost" disabled={disabled} onClick={() => onLimit(token)}>
              Change
              <span className="sr-only">
                {' '}
                the {tokenWords[kind].word} ending in {token.hint}
              </span>
            </ChangeButton>
            <ChangeButton size="sm" variant="ghost" disabled={disabled} onClick={() => onRevoke(token)}>
              Delete
              <span className="sr-only">
                {' '}
                the {tokenWords[kind].word} ending in {token.hint}
              </span>
            </ChangeButton>
          </span>
        </div>
        <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-4">
          <Fact label="Created">
            <Time at={token.createdAt} />
            <Aside>by {token.createdBy}</Aside>
          </Fact>
          <Fact label="Last used">
            {token.lastUsedAt === undefined ? 'Never used' : <Time at={token.lastUsedAt} />}
            {token.lastUsedFrom === undefined ? null : <Aside>from {token.lastUsedFrom}</Aside>}
          </Fact>
          <Fact label="Expires">
            {token.expiresAt === undefined ? 'Never' : <Time at={token.expiresAt} format="exact" />}
          </Fact>
          <Fact label="Accepted from">
            {token.allowedNetworks.length === 0
              ? 'Anywhere'
              : token.allowedNetworks.map((network) => (
                  <span key={network} className="block font-mono text-xs leading-5">
                    {network}
                  </span>
                ))}
          </Fact>
        </dl>
      </li>
    ))}
  </ul>
)

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid min-w-0 grid-cols-[7rem_minmax(0,1fr)] sm:block">
    <dt className="text-ink-muted sm:text-xs">{label}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </div>
)

const Aside = ({ children }: { children: ReactNode }) => (
  <span className="text-ink-muted block text-xs">{children}</span>
)
