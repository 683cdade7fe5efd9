import { BookOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { GuideContent } from '#lib/services/help/index.ts'
import { Guide, GuideFacts } from './guide.tsx'
import { OpenGuide, StayBeside } from './open-guide.tsx'

/**
 * A form or a checklist with the guide for it: a column that scrolls by itself where there is room, else a button that opens
 * the guide in the help. `choice` is what another guide is chosen by.
 */
export const GuideBeside = ({
  guide,
  choice,
  children,
}: {
  guide: GuideContent
  choice: ReactNode
  children: ReactNode
}) => (
  <div className="@container">
    <div className="grid items-start gap-x-8 gap-y-4 @5xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="@5xl:hidden">
        <OpenGuide slug={guide.slug} idp={guide.idp?.id}>
          <BookOpen aria-hidden />
          Show the guide
        </OpenGuide>
      </div>
      <div data-beside className="min-w-0">
        {children}
      </div>
      <aside
        aria-label="Guide"
        className="bg-surface shadow-card sticky top-7 hidden max-h-[calc(100dvh-3.5rem)] flex-col rounded-lg border @5xl:flex"
      >
        <div className="flex flex-col gap-2 border-b px-4 py-3">
          <h2 className="text-base font-semibold">{guide.title}</h2>
          <GuideFacts guide={guide} />
          {choice}
        </div>
        <StayBeside>
          <Guide guide={guide} place="beside" />
        </StayBeside>
      </aside>
    </div>
  </div>
)
