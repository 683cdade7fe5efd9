import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { IdpView } from '#lib/services/idps/index.ts'

/** What a certificate's end asks for, in words. */
export const expiryText = (expiry: NonNullable<IdpView['expiry']>): string => {
  const day = expiry.at.slice(0, 10)
  if (expiry.level === 'expired') return `Certificate expired on ${day}`
  const left = expiry.days === 0 ? 'today' : expiry.days === 1 ? 'in 1 day' : `in ${expiry.days} days`
  return `Certificate expires ${left}, on ${day}`
}

const looks = {
  expired: { Icon: CircleAlert, className: 'text-bad' },
  'within-7-days': { Icon: TriangleAlert, className: 'text-caution' },
  'within-30-days': { Icon: Info, className: 'text-notice' },
}

/** A sign beside an IdP's name when its certificate ends within thirty days; nothing otherwise. */
export const ExpiryMark = ({ expiry }: { expiry: IdpView['expiry'] }) => {
  if (!expiry || expiry.level === 'fine') return null
  const { Icon, className } = looks[expiry.level]
  const text = expiryText(expiry)
  return (
    <span title={text} className={`inline-flex shrink-0 ${className}`}>
      <Icon className="size-4" aria-hidden />
      <span className="sr-only">{text}</span>
    </span>
  )
}
