import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { GuideFindings, GuideTable } from '#components/help/guide-list.tsx'
import { referenceHref } from '#components/scim-reference/paths.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Input } from '#components/ui/input.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requireSession } from '#lib/auth/session.ts'
import { searchGuides, tableOfGuides } from '#lib/services/help/index.ts'

export const metadata: Metadata = { title: 'Help' }

export default async function HelpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireSession()
  const { q } = await searchParams
  const text = typeof q === 'string' ? q.trim() : ''
  return (
    <>
      <PageHeader
        title="Help"
        description="How identity providers are connected, and what each page is for."
        actions={<LinkButton href={referenceHref()}>SCIM API</LinkButton>}
      />
      <div className="max-w-3xl">
        <search aria-label="Guides">
          <form action="/help" className="mb-6 flex gap-2">
            <Input
              type="search"
              name="q"
              defaultValue={text}
              aria-label="Search the help"
              placeholder="Search the help"
            />
            <Button type="submit">Search</Button>
          </form>
        </search>
        <Card className="p-4 sm:p-5">
          {text === '' ? (
            <GuideTable groups={tableOfGuides()} headingLevel={2} />
          ) : (
            <GuideFindings findings={await searchGuides(text)} />
          )}
        </Card>
      </div>
    </>
  )
}
