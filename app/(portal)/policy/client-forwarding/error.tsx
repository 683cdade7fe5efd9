'use client'
import { RulesError } from '#components/policy/rules/rules-error.tsx'

export default function ForwardingError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <RulesError policy="forwarding" retry={retry} />
}
