import { Download } from 'lucide-react'
import { buttonStyles } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'

/** *SP Metadata*: what is entered in the IdP, to download or to copy. */
export const SpMetadata = ({ idp }: { idp: Pick<IdpView, 'id' | 'spUrl' | 'spEntityId'> }) => (
  <div className="flex flex-col gap-4">
    <div className="flex flex-wrap gap-2">
      <a href={`/saml/${idp.id}/metadata?download`} download className={buttonStyles()}>
        <Download aria-hidden />
        Download Metadata
      </a>
      <a href={`/saml/${idp.id}/certificate`} download className={buttonStyles()}>
        <Download aria-hidden />
        Download Certificate
      </a>
    </div>
    <CopyField label="Service Provider URL" value={idp.spUrl} />
    <CopyField label="Service Provider Entity ID" value={idp.spEntityId} />
  </div>
)
