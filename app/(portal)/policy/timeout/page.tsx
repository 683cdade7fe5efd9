import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { ruleTables } from '#lib/table/policy-rules.ts'
import { RulesPage } from '../rules-page.tsx'

export const metadata: Metadata = { title: ruleTables.timeout.title }

export default function TimeoutPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <RulesPage policy="timeout" searchParams={searchParams} />
}
