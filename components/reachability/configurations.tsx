'use client'
import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { ReachabilityView } from '#lib/services/reachability/index.ts'

/** What to put before Rollcall, with this installation's values, to copy. */
export const Configurations = ({ nginx, caddy, environment, host, isExample }: ReachabilityView['configurations']) => (
  <div className="flex flex-col gap-4">
    {isExample ? (
      <Callout title={`Put your own name in place of ${host}`}>
        ROLLCALL_URL names this machine alone, so there is none to fill in.
      </Callout>
    ) : null}
    <Tabs
      items={[
        {
          value: 'nginx',
          label: 'nginx',
          content: (
            <Code label="nginx configuration" text={nginx}>
              In <code className="text-xs">/etc/nginx/conf.d/rollcall.conf</code>, with the full chain of the
              certificate and its key where the configuration says. Then <code className="text-xs">nginx -t</code> and
              reload.
            </Code>
          ),
        },
        {
          value: 'caddy',
          label: 'Caddy',
          content: (
            <Code label="Caddy configuration" text={caddy}>
              In the <code className="text-xs">Caddyfile</code>. Caddy gets the certificate by itself, as long as ports
              80 and 443 of {host} reach it.
            </Code>
          ),
        },
        {
          value: 'environment',
          label: 'Rollcall',
          content: (
            <Code label="Environment of Rollcall" text={environment}>
              What Rollcall is started with behind a proxy on the same machine. On another machine
              ROLLCALL_TRUSTED_PROXIES is the proxy’s address, and HOST one that the proxy reaches.
            </Code>
          ),
        },
      ]}
    />
  </div>
)

const Code = ({ label, text, children }: { label: string; text: string; children: ReactNode }) => (
  <div className="flex flex-col gap-2">
    <div className="flex items-start justify-between gap-3">
      <p className="text-ink-muted max-w-2xl text-sm">{children}</p>
      <CopyButton value={text} label={label} />
    </div>
    <pre className="bg-sunken rounded-md border p-3 text-xs break-words whitespace-pre-wrap">{text}</pre>
  </div>
)
