import type { ReactNode } from 'react'
import { Mark } from '#components/shell/brand.tsx'

/** The pages before the portal: one calm column. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-12 sm:justify-center">
      <main className="w-full max-w-sm">
        <p className="mb-8 flex items-center justify-center gap-2 text-lg font-semibold tracking-tight">
          <Mark />
          Rollcall
        </p>
        {children}
      </main>
    </div>
  )
}
