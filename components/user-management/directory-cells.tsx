import Link from 'next/link'
import { TextCell } from '#components/table/cells.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { type Source, sourceLabels } from '#lib/table/directories.ts'
import { isLocal } from './paths.ts'

/** Whose a row is: the IdP, with the way to its configuration, or the local directory. */
export const DirectoryCell = ({ directory }: { directory: { id: string; name: string } }) =>
  isLocal(directory.id) ? (
    <span className="text-ink-muted">{directory.name}</span>
  ) : (
    <Link
      href={`/authentication/idp-configuration/${directory.id}`}
      className="hover:text-accent-text block max-w-48 truncate hover:underline max-md:max-w-full"
    >
      {directory.name}
    </Link>
  )

export const SourceBadge = ({ source }: { source: Source }) => (
  <Badge tone={source === 'hand' ? 'info' : 'neutral'}>{sourceLabels[source]}</Badge>
)

/** The first names, and how many more there are. */
export const NamesCell = ({ names }: { names: readonly string[] }) => (
  <TextCell className="max-w-36">
    {names.length > 3 ? `${names.slice(0, 3).join(', ')} +${names.length - 3}` : names.join(', ')}
  </TextCell>
)
