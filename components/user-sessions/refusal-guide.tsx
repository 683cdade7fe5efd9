import { Card } from '#components/ui/card.tsx'
import type { SignInView } from './views.ts'

type Refusal = NonNullable<SignInView['refusal']>

/** Every code that a page of a failed sign-in may show: what the user was told, and what to do. */
export const RefusalGuide = ({ parts }: { parts: readonly { title: string; refusals: readonly Refusal[] }[] }) => (
  <div className="flex max-w-3xl flex-col gap-8">
    {parts.map((part) => (
      <section key={part.title}>
        <h2 className="mb-2 text-base font-semibold">{part.title}</h2>
        <Card>
          <ul className="divide-line divide-y">
            {part.refusals.map(({ code, title, forUser, advice }) => (
              <li key={code} id={code} className="target:bg-accent-soft scroll-mt-20 px-4 py-3 text-sm">
                <h3 className="font-medium">
                  <code className="text-ink-muted mr-2 text-xs">{code}</code>
                  {title}
                </h3>
                <p className="mt-1">{advice}</p>
                <p className="text-ink-muted mt-1">The user saw: {forUser}</p>
              </li>
            ))}
          </ul>
        </Card>
      </section>
    ))}
  </div>
)
