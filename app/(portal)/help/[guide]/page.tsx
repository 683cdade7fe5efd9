import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { Guide, GuideFacts } from '#components/help/guide.tsx'
import { GuideIdp } from '#components/help/guide-idp.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requireSession } from '#lib/auth/session.ts'
import { answerHelp } from '#lib/services/help/answer-help.ts'

type Props = { params: Promise<{ guide: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { guide } = await answerHelp({ guide: (await params).guide })
  return { title: guide?.title ?? 'Help' }
}

export default async function GuidePage({ params, searchParams }: Props) {
  await requireSession()
  const { idp } = await searchParams
  const { guide, idps } = await answerHelp({
    guide: (await params).guide,
    ...(typeof idp === 'string' ? { idp } : {}),
  })
  if (!guide) notFound()
  return (
    <>
      <Breadcrumb list={{ label: 'Help', href: '/help' }} here={guide.title} />
      <PageHeader
        title={guide.title}
        description={<GuideFacts guide={guide} />}
        actions={idps.length > 0 ? <GuideIdp slug={guide.slug} idps={idps} idp={guide.idp?.id} /> : null}
      />
      <Card className="max-w-4xl px-4 py-4 sm:px-6 sm:py-5">
        <Guide guide={guide} place="page" />
      </Card>
    </>
  )
}
