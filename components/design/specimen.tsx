import type { ReactNode } from 'react'

/** A part of the design language under its heading. */
export const Specimen = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col gap-4">
    <h2 className="text-lg font-semibold">{title}</h2>
    {children}
  </section>
)
