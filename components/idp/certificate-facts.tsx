import { Badge } from '#components/ui/badge.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { CertificateView } from '#lib/services/idps/index.ts'

/** What a certificate says of itself, to be compared with what the IdP shows. */
export const CertificateFacts = ({ certificate, now }: { certificate: CertificateView; now: number }) => (
  <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
    <dt className="text-ink-muted">Common Name</dt>
    <dd className="font-medium break-words">{certificate.commonName}</dd>
    <dt className="text-ink-muted">Serial Number</dt>
    <dd className="font-mono text-xs leading-5 break-all">{certificate.serialNumber}</dd>
    <dt className="text-ink-muted">Created On</dt>
    <dd>
      <Time at={certificate.validFrom} format="exact" />
    </dd>
    <dt className="text-ink-muted">Expired On</dt>
    <dd className="flex flex-wrap items-center gap-2">
      <Time at={certificate.validTo} format="exact" />
      {Date.parse(certificate.validTo) <= now ? <Badge tone="bad">Expired</Badge> : null}
    </dd>
    <dt className="text-ink-muted">SHA-256 fingerprint</dt>
    <dd className="flex min-w-0 items-start gap-1">
      <span className="font-mono text-xs leading-5 break-all">{certificate.fingerprint}</span>
      <CopyButton value={certificate.fingerprint} label="SHA-256 fingerprint" />
    </dd>
  </dl>
)
