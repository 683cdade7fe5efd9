'use client'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Guide, GuideFacts } from './guide.tsx'
import { GuideFindings, GuideTable } from './guide-list.tsx'
import { IdpChoice } from './idp-choice.tsx'
import { guideHref } from './paths.ts'
import { useGuideSearch, type useHelpAnswer } from './use-help.ts'

/** The guide that the panel shows, or the list of all where there is none. */
export const HelpReading = ({
  answer,
  onChoose,
}: {
  answer: ReturnType<typeof useHelpAnswer>
  onChoose: (idp: string) => void
}) => {
  const { value, isCurrent, hasFailed, retry } = answer
  if (hasFailed) return <Failed onRetry={retry} />
  if (!value) return <Waiting />
  const { guide, connecting, idps, table } = value
  if (!guide) {
    return table ? (
      <div aria-busy={!isCurrent}>
        <GuideTable groups={table} headingLevel={3} />
      </div>
    ) : (
      <Waiting />
    )
  }
  return (
    <article aria-busy={!isCurrent} className="flex flex-col gap-3">
      <div>
        <h2 data-guide-title tabIndex={-1} className="text-lg font-semibold outline-hidden">
          {guide.title}
        </h2>
        <GuideFacts guide={guide} />
      </div>
      {idps.length > 0 ? <IdpChoice idps={idps} idp={guide.idp?.id} onChoose={onChoose} /> : null}
      {connecting && guide.idp ? (
        <Callout title={`Connecting ${guide.idp.name}`}>
          <Link
            href={guideHref(connecting.slug)}
            prefetch={false}
            className="text-accent-text underline underline-offset-2"
          >
            {connecting.title}
          </Link>
        </Callout>
      ) : null}
      <Guide guide={guide} place="panel" />
    </article>
  )
}

/** What guides say about `text`. */
export const HelpSearch = ({ text }: { text: string }) => {
  const { value, isCurrent, hasFailed, retry } = useGuideSearch(text)
  if (hasFailed) return <Failed onRetry={retry} />
  if (!value) return <Waiting />
  const found = value.findings.length
  return (
    <div aria-busy={!isCurrent}>
      <output className="sr-only">
        {isCurrent ? `${found === 1 ? '1 part' : `${found} parts`} of guides found` : ''}
      </output>
      <GuideFindings findings={value.findings} />
    </div>
  )
}

const Waiting = () => (
  <output aria-label="Loading help" className="flex flex-col gap-3">
    <Skeleton className="h-5 w-3/5" />
    {['w-full', 'w-11/12', 'w-4/5', 'w-full', 'w-2/3'].map((width, at) => (
      // oxlint-disable-next-line react/no-array-index-key -- they are all alike
      <Skeleton key={at} className={width} />
    ))}
  </output>
)

const Failed = ({ onRetry }: { onRetry: () => void }) => (
  <Callout tone="bad" role="alert" title="The help could not be loaded">
    <p className="mb-2">The page beside it is not affected.</p>
    <Button size="sm" onClick={onRetry}>
      Try again
    </Button>
  </Callout>
)
