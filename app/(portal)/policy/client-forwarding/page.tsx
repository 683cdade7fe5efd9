import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { ruleTables } from '#lib/table/policy-rules.ts'
import { RulesPage } from '../rules-page.tsx'

export const metadata: Metadata = { title: ruleTables.forwarding.title }

export default function ForwardingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <RulesPage policy="forwarding" searchParams={searchParams} />
}
