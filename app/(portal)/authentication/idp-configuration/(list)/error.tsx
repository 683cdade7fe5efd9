'use client'
import { TableError } from '#components/table/table-error.tsx'
import { idpConfigurations } from '#lib/table/idp-configurations.ts'

const tables = { '/idp-configuration': idpConfigurations }

export default function IdpConfigurationError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
