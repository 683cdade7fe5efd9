'use client'
import { RulesError } from '#components/policy/rules/rules-error.tsx'

export default function AccessError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <RulesError policy="access" retry={retry} />
}
