import { CopyField } from '#components/ui/copy-field.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'

/** The endpoint's second form, and its parts: some apps ask for two numbers and build the address themselves. */
export const BaseUrl = ({ idp }: { idp: Pick<IdpView, 'id' | 'organisationId' | 'baseUrl' | 'deprecatedBaseUrl'> }) => (
  <div className="flex flex-col gap-3">
    <CopyField
      label="Base URL"
      value={idp.baseUrl}
      description="The same endpoint for apps that build it from Organization ID and IdP ID. Either form works."
    />
    <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_minmax(0,2fr)]">
      <CopyField label="Organization ID" value={idp.organisationId} />
      <CopyField label="IdP ID" value={idp.id} />
      <CopyField label="<Organization ID>/<IdP ID>" value={`${idp.organisationId}/${idp.id}`} />
    </div>
    {idp.deprecatedBaseUrl === undefined ? null : (
      <CopyField
        label="Base URL (Deprecated)"
        value={idp.deprecatedBaseUrl}
        description="The older form, without the IdP ID. It stands for the default IdP and will go: enter one of the others."
      />
    )}
  </div>
)
