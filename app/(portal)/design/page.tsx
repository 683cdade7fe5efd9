import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DesignColours } from '#components/design/colours.tsx'
import { DesignControls } from '#components/design/controls.tsx'
import { DesignMessages } from '#components/design/messages.tsx'
import { DesignScales } from '#components/design/scales.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requireSession } from '#lib/auth/session.ts'

export const metadata: Metadata = { title: 'Design' }

/** The design language as it is drawn, beside docs/design.md; for development only. */
export default async function DesignPage() {
  if (process.env.NODE_ENV !== 'development') notFound()
  await requireSession()
  return (
    <>
      <PageHeader title="Design" description="What the portal is made of. The rules are in docs/design.md." />
      <div className="flex flex-col gap-10">
        <DesignColours />
        <DesignScales />
        <DesignControls />
        <DesignMessages />
      </div>
    </>
  )
}
