'use client'
import { RulesError } from '#components/policy/rules/rules-error.tsx'

export default function TimeoutError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <RulesError policy="timeout" retry={retry} />
}
