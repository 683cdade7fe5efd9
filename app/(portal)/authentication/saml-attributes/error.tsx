'use client'
import { TableError } from '#components/table/table-error.tsx'
import { samlAttributes } from '#lib/table/saml-attributes.ts'

const tables = { '/saml-attributes': samlAttributes }

export default function SamlAttributesError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
