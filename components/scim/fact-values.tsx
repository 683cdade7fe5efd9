import { Badge } from '#components/ui/badge.tsx'
import type { OtherValue, PortalValue } from './attribute-values.ts'
import { Facts } from './facts.tsx'

export const Id = ({ children }: { children: string }) => (
  <span className="font-mono text-xs wrap-anywhere">{children}</span>
)

export const Unset = () => <span className="text-ink-faint">Not set</span>

/** A user's attributes as SCIM Attributes lists them. */
export const PortalFacts = ({ values }: { values: readonly PortalValue[] }) => (
  <Facts
    facts={values.map(({ label, values: texts, excess }) => {
      const text = texts.join(', ')
      return text === ''
        ? { label, value: <Unset /> }
        : { label, value: <Value text={text} excess={excess} />, copy: text }
    })}
  />
)

/** What the IdP sends beyond them. */
export const OtherFacts = ({ values }: { values: readonly OtherValue[] }) => (
  <Facts facts={values.map(({ path, value }) => ({ label: path.split(':').at(-1) ?? path, value, copy: value }))} />
)

/** A value, with a flag when it is longer than the profile of the app at the IdP allows. */
const Value = ({ text, excess }: { text: string; excess: PortalValue['excess'] }) =>
  excess === undefined ? (
    text
  ) : (
    <>
      {text}{' '}
      <Badge tone="warn" title="Longer than the profile of the app at the IdP allows; kept as it came.">
        {excess.length.toLocaleString('en')} characters, profile {excess.most}
      </Badge>
    </>
  )
