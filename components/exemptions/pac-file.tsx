'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { type FormError, outcomeOf } from '#components/idp/actions.ts'
import { Section } from '#components/idp/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ChangeAllowed } from '#components/ui/change-allowed.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PacAnswer } from '#lib/services/exemptions/exemption-of.ts'
import type { ExemptionActions, TestPac } from './actions.ts'

/** The PAC file: where it is, where it leads, what it says, and what it answers. */
export const PacFile = ({
  address,
  content,
  proxy,
  changeProxy,
  test,
}: {
  address: string
  content: string
  proxy: string
  changeProxy: ExemptionActions['changeProxy'] | undefined
  test: TestPac
}) => (
  <Section
    title="PAC File"
    description="For browsers that find their proxy by one: exempted URLs go straight to the internet, everything else to the proxy."
  >
    <div className="flex flex-col gap-5">
      <CopyField label="Address" value={address} description="Enter it in the browsers, or in their management." />
      <ProxyForm key={proxy} proxy={proxy} changeProxy={changeProxy} />
      <PacTest test={test} />
      <details className="rounded-lg border">
        <summary className="hover:bg-hover rounded-lg px-3 py-2 text-sm font-medium">Preview</summary>
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
          tabIndex={0}
          aria-label="PAC file"
          className="bg-sunken max-h-96 overflow-auto rounded-b-lg border-t p-3 text-xs"
        >
          {content}
        </pre>
      </details>
    </div>
  </Section>
)

const ProxyForm = ({
  proxy,
  changeProxy,
}: {
  proxy: string
  changeProxy: ExemptionActions['changeProxy'] | undefined
}) => {
  const router = useRouter()
  const [text, setText] = useState(proxy)
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!changeProxy) return
    setPending(true)
    const outcome = await outcomeOf(changeProxy({ pacProxy: text }))
    setPending(false)
    setError(outcome.error)
    if (outcome.error) return
    toast({ title: 'The PAC file was saved', tone: 'good' })
    router.refresh()
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label="Proxy"
        description={
          proxy === ''
            ? 'Host and port. Without one, the PAC file sends everything straight to the internet.'
            : 'Host and port that everything else goes to.'
        }
        error={error?.message}
      >
        <div className="flex gap-2">
          <ChangeAllowed isAllowed={changeProxy !== undefined}>
            <Input
              value={text}
              placeholder="proxy.example.com:8080"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onValueChange={setText}
            />
          </ChangeAllowed>
          {changeProxy ? (
            <Button type="submit" disabled={isPending || text.trim() === proxy}>
              Save proxy
            </Button>
          ) : null}
        </div>
      </Field>
    </form>
  )
}

const PacTest = ({ test }: { test: TestPac }) => {
  const [url, setUrl] = useState('')
  const [answer, setAnswer] = useState<PacAnswer>()
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const outcome = await outcomeOf(test({ url }))
    setPending(false)
    setAnswer(outcome.data)
    setError(outcome.error)
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Field label="Test a URL" description="What the PAC file answers a browser." error={error?.message}>
        <div className="flex gap-2">
          <Input
            value={url}
            placeholder="https://example.okta.com"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onValueChange={setUrl}
          />
          <Button type="submit" disabled={isPending || url.trim() === ''}>
            Test URL
          </Button>
        </div>
      </Field>
      <div aria-live="polite">
        {answer ? (
          <Callout tone={answer.exemptedBy === undefined ? 'info' : 'good'} title={answer.answer} className="mt-3">
            <span className="wrap-anywhere">{reasonOf(answer)}</span>
          </Callout>
        ) : null}
      </div>
    </form>
  )
}

const reasonOf = ({ url, answer, exemptedBy }: PacAnswer): string => {
  if (exemptedBy !== undefined) return `${url} is exempted by ${exemptedBy}.`
  return answer === 'DIRECT' ? `${url} is not exempted, but there is no proxy to go to.` : `${url} is not exempted.`
}
