import { ChevronRight } from 'lucide-react'
import Link from 'next/link'

/** Above a page's title: the list that the page belongs to, and where within it. */
export const Breadcrumb = ({ list, here }: { list: { label: string; href: string }; here: string }) => (
  <nav aria-label="Breadcrumb" className="text-ink-muted mb-1 flex items-center gap-1 text-sm">
    <Link href={list.href} className="hover:text-ink hover:underline">
      {list.label}
    </Link>
    <ChevronRight className="text-ink-faint size-3.5" aria-hidden />
    <span className="truncate">{here}</span>
  </nav>
)
