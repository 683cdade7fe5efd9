import Link from 'next/link'
import type { GuideFinding, GuideGroup } from '#lib/services/help/index.ts'
import { guideHref } from './paths.ts'

/** All guides, by what they are about. */
export const GuideTable = ({ groups, headingLevel }: { groups: readonly GuideGroup[]; headingLevel: 2 | 3 }) => {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <div className="flex flex-col gap-6">
      {groups.map(({ label, guides }) => (
        <section key={label}>
          <Heading className="text-ink mb-1.5 text-base font-semibold">{label}</Heading>
          <ul className="flex flex-col gap-px">
            {guides.map(({ slug, title }) => (
              <li key={slug}>
                <Link
                  href={guideHref(slug)}
                  prefetch={false}
                  className="hover:bg-hover text-accent-text -mx-2 block rounded-md px-2 py-1 text-sm"
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** What the guides say about something, each part with some of its words. */
export const GuideFindings = ({ findings }: { findings: readonly GuideFinding[] }) =>
  findings.length === 0 ? (
    <p className="text-ink-muted py-6 text-center text-sm">
      No guide says anything about it. Try fewer or other words.
    </p>
  ) : (
    <ul aria-label="Found in the guides" className="flex flex-col gap-1">
      {findings.map(({ slug, anchor, title, heading, snippet }) => (
        <li key={`${slug}#${anchor ?? ''}`}>
          <Link
            href={guideHref(slug, anchor)}
            prefetch={false}
            className="hover:bg-hover -mx-2 block rounded-md px-2 py-1.5 text-sm"
          >
            <span className="text-accent-text block font-medium">{heading ?? title}</span>
            {heading === undefined ? null : <span className="text-ink-faint block text-xs">{title}</span>}
            <span className="text-ink-muted mt-0.5 block text-xs leading-5 [overflow-wrap:anywhere]">
              {snippet.map(({ text, isMatch }, at) =>
                // Pieces of one text: their place is what tells them apart.
                // oxlint-disable-next-line react/no-array-index-key
                isMatch ? <Mark key={at}>{text}</Mark> : <span key={at}>{text}</span>,
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )

const Mark = ({ children }: { children: string }) => (
  <mark className="bg-warn-soft text-ink rounded-sm px-0.5">{children}</mark>
)
