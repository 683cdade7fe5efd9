import Link from 'next/link'

/** The mark: a roll with one name called. */
export const Mark = () => (
  <svg viewBox="0 0 20 20" className="size-5 shrink-0" aria-hidden>
    <rect x="1" y="1" width="18" height="18" rx="5" className="fill-accent" />
    <path
      d="M5.5 6.5h4M5.5 10h3M5.5 13.5h4"
      className="stroke-accent-ink"
      strokeWidth="1.6"
      strokeLinecap="round"
      opacity="0.75"
    />
    <path
      d="m10.6 10.4 1.7 1.8 3-4"
      className="stroke-accent-ink"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      fill="none"
    />
  </svg>
)

export const Brand = () => (
  <Link href="/" className="flex h-8 w-fit items-center gap-2 rounded-md px-1.5 text-base font-semibold tracking-tight">
    <Mark />
    Rollcall
  </Link>
)
