'use client'
import { CopyCell, IdText, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { signInLog } from '#lib/table/sign-in-log.ts'
import { IdpLink, OutcomeBadge } from './session-cells.tsx'
import type { SignInView } from './views.ts'

export const SignInsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof signInLog
  page: TablePage<SignInView>
  detail: RowDetail | undefined
}) => <DataTable definition={definition} page={page} cells={cells} opening={{ ...opening, detail }} />

const opening = { title: 'Sign-in', name: (signIn: SignInView) => signIn.userName || 'nobody' }

const cells: Cells<typeof signInLog, SignInView> = {
  at: (signIn) => <InstantCell at={signIn.at} />,
  outcome: (signIn) => <OutcomeBadge outcome={signIn.outcome} />,
  userName: (signIn) => <CopyCell value={signIn.userName} label="User Name" className="max-w-40 font-medium" />,
  provider: (signIn) => <IdpLink idp={signIn.idp} />,
  refusal: (signIn) =>
    signIn.refusal ? (
      <span className="flex min-w-0 items-baseline gap-2">
        <code className="text-ink-muted text-xs whitespace-nowrap">{signIn.refusal.code}</code>
        <span className="line-clamp-2 leading-4.5 max-md:max-w-full md:min-w-36" title={signIn.refusal.title}>
          {signIn.refusal.title}
        </span>
      </span>
    ) : (
      <None />
    ),
  purpose: (signIn) => (
    <span className="text-ink-muted line-clamp-2 w-max max-w-40 leading-4.5 max-md:max-w-full">{signIn.purpose}</span>
  ),
  client: (signIn) => <TextCell className="text-ink-muted max-w-44">{signIn.client}</TextCell>,
  address: (signIn) => <TextCell className="font-mono text-xs">{signIn.address}</TextCell>,
  detail: (signIn) => <TextCell>{signIn.detail}</TextCell>,
  advice: (signIn) => <TextCell>{signIn.refusal?.advice ?? null}</TextCell>,
  code: (signIn) => <TextCell className="font-mono text-xs">{signIn.refusal?.code ?? null}</TextCell>,
  userAgent: (signIn) => <TextCell className="text-ink-muted">{signIn.userAgent}</TextCell>,
  id: (signIn) => <IdText className="text-ink-muted">{signIn.id}</IdText>,
}
