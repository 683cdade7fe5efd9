'use client'
import { useState } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { ChangeButton } from '#components/ui/change-allowed.tsx'
import type { MetadataView } from '#lib/services/idps/index.ts'
import { type Answer, outcomeOf, type IdpActions } from './actions.ts'
import { FileInput } from './file-input.tsx'
import { TextSetting } from './text-setting.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** The IdP's metadata, from a file, pasted, or from an address: it fills in the fields below, to be compared and saved. */
export const MetadataSource = ({
  form,
  actions,
  disabled,
}: {
  form: IdpForm
  actions: IdpActions
  disabled: boolean
}) => {
  const { draft, set, errorAt, setError } = form
  const [filledFrom, setFilledFrom] = useState<string>()
  const [isFetching, setFetching] = useState(false)
  const fill = async (answer: Answer<MetadataView>, source: string, field: string) => {
    const outcome = await outcomeOf(answer)
    if (outcome.error) return setError({ ...outcome.error, field })
    const { certificate, certificates, ...fields } = outcome.data
    setError(undefined)
    set(fields)
    form.setCertificate({ content: certificate, certificates, source })
    setFilledFrom(source)
  }
  const fetchMetadata = async () => {
    setFetching(true)
    await fill(actions.readMetadataAt({ address: draft.metadataUrl }), 'the Metadata URL', 'metadataUrl')
    setFetching(false)
  }
  return (
    <div className="flex flex-col gap-5">
      <FileInput
        field="metadata"
        label="IdP Metadata File"
        description="Fills in the URLs, the entity ID and the certificates below."
        accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
        maximumBytes={1024 * 1024}
        error={errorAt('metadata')}
        disabled={disabled}
        onContent={(content, source) => void fill(actions.readMetadata({ content }), source, 'metadata')}
        onProblem={(message) => setError({ code: 'invalid', message, field: 'metadata' })}
      />
      <TextSetting
        form={form}
        name="metadataUrl"
        label="Metadata URL"
        description="Instead of a file, where the IdP publishes it. Asked once a day afterwards; what has changed is shown here and takes effect once somebody approves it."
        placeholder="https://idp.example.com/metadata"
        isUrl
        disabled={disabled || isFetching}
      >
        <ChangeButton
          disabled={disabled || isFetching || draft.metadataUrl.trim() === ''}
          onClick={() => void fetchMetadata()}
        >
          {isFetching ? 'Fetching…' : 'Fetch metadata'}
        </ChangeButton>
      </TextSetting>
      {filledFrom === undefined ? null : (
        <output className="block">
          <Callout tone="good" title={`Filled in from ${filledFrom}`}>
            Compare the values and the fingerprints below with those in the IdP, then save.
          </Callout>
        </output>
      )}
    </div>
  )
}
