import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { ruleTables } from '#lib/table/policy-rules.ts'
import { RulesPage } from '../rules-page.tsx'

export const metadata: Metadata = { title: ruleTables.access.title }

export default function AccessPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <RulesPage policy="access" searchParams={searchParams} />
}
