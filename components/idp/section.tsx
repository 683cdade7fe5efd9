import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'

/** One part of a form: its heading beside it on wide screens, above it on narrow ones and where a guide is beside the form. `id` is for links to it. */
export const Section = ({
  id,
  title,
  description,
  children,
}: {
  id?: string
  title: string
  description?: ReactNode
  children: ReactNode
}) => (
  <section
    id={id}
    className="grid scroll-mt-20 gap-x-8 gap-y-3 lg:[&:not([data-beside]_*)]:grid-cols-[16rem_minmax(0,44rem)]"
  >
    <div>
      <h2 className="text-base font-semibold">{title}</h2>
      {description ? <p className="text-ink-muted mt-0.5 text-sm">{description}</p> : null}
    </div>
    <Card className="min-w-0 p-4 sm:p-5">{children}</Card>
  </section>
)

/** To the parts of a long form: Tab goes on from the one that was chosen. */
export const SectionLinks = ({ sections }: { sections: readonly (readonly [id: string, title: string])[] }) => (
  <nav aria-label="Parts of this form" className="flex flex-wrap gap-x-4 text-sm">
    {sections.map(([id, title]) => (
      <a key={id} href={`#${id}`} className="text-accent-text inline-flex min-h-6 items-center hover:underline">
        {title}
      </a>
    ))}
  </nav>
)
