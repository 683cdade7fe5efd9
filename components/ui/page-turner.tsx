import { LinkButton } from './button.tsx'

/** Previous and next page of a list within a page. Nothing when there is one page only. */
export const PageTurner = ({
  what,
  page,
  hasMore,
  hrefOf,
}: {
  /** What is listed: "members". */
  what: string
  page: number
  hasMore: boolean
  hrefOf: (page: number) => string
}) =>
  page === 1 && !hasMore ? null : (
    <nav aria-label={`Pages of ${what}`} className="mt-3 flex items-center justify-end gap-2">
      <span className="text-ink-muted mr-auto text-sm">Page {page.toLocaleString('en-US')}</span>
      {page > 1 ? (
        <LinkButton size="sm" scroll={false} href={hrefOf(page - 1)}>
          Previous {what}
        </LinkButton>
      ) : null}
      {hasMore ? (
        <LinkButton size="sm" scroll={false} href={hrefOf(page + 1)}>
          Next {what}
        </LinkButton>
      ) : null}
    </nav>
  )
