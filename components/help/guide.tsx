import type { Element } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { toString } from 'hast-util-to-string'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { cn } from '#components/ui/cn.ts'
import type { GuideContent } from '#lib/services/help/index.ts'
import { guideAnchor, guideAt, guideHref } from './paths.ts'

type Place = 'page' | 'panel' | 'beside'

/**
 * What a guide says below its title, on the server and in the browser alike. Its values and its code have buttons that copy
 * them. Headings begin at `h2`, beside a page at `h3`; their ids begin with the place, which may be there beside another.
 */
export const Guide = ({ guide, place }: { guide: GuideContent; place: Place }) => (
  <div className="text-ink-muted flex flex-col gap-3 text-base leading-6 [overflow-wrap:anywhere]">
    {toJsxRuntime(guide.tree, {
      Fragment,
      jsx,
      jsxs,
      passNode: true,
      tableCellAlignToStyle: false,
      components: { ...elements, ...headings(guide.slug, place), a: linkOf(guide, place) },
    })}
  </div>
)

/** Whose values stand in it, and when it was checked. */
export const GuideFacts = ({ guide }: { guide: GuideContent }) => (
  <p className="text-ink-faint text-xs">
    Last checked <time dateTime={guide.lastChecked}>{dayOf(guide.lastChecked)}</time>
    {guide.hasValues && guide.idp ? <>, with the values of {guide.idp.name}</> : null}
  </p>
)

const dayOf = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))

/** What `toJsxRuntime` hands to each element. */
type Props<Tag extends keyof React.JSX.IntrinsicElements> = ComponentProps<Tag> & { node?: Element }

const headings = (slug: string, place: Place) => {
  const step = place === 'page' ? 0 : 1
  return Object.fromEntries(
    ([2, 3, 4] as const).map((level) => {
      const Tag = `h${level + step}` as 'h2' | 'h3' | 'h4' | 'h5'
      return [
        `h${level}`,
        ({ id = '', children, node }: Props<'h2'>) => (
          <div className={cn('group flex items-baseline gap-1.5', level === 2 ? 'mt-4' : 'mt-2')}>
            <Tag
              id={guideAnchor(place, id)}
              data-guide={slug}
              tabIndex={-1}
              className={cn(
                'text-ink scroll-mt-16 font-semibold outline-hidden lg:scroll-mt-4',
                level === 2 ? 'text-lg' : 'text-base',
              )}
            >
              {children}
            </Tag>
            <a
              href={place === 'page' ? `#${id}` : guideHref(slug, id)}
              aria-label={`Link to ${node ? toString(node) : id}`}
              className="text-ink-faint hover:text-accent-text rounded-sm px-1 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
            >
              #
            </a>
          </div>
        ),
      ]
    }),
  )
}

/** From guide to guide the IdP stays the same. */
const linkOf = ({ slug, idp }: GuideContent, place: Place) => {
  const inPortal = (href: string): string => {
    const at = guideAt(href)
    if (at) return guideHref(at.slug, at.anchor, idp?.id)
    return place === 'page' ? href : guideHref(slug, href.replace(/^#/, ''), idp?.id)
  }
  return ({ href = '', children }: Props<'a'>) =>
    href.startsWith('https://') ? (
      <a href={href} target="_blank" rel="noreferrer" className={linkStyles}>
        {children}
      </a>
    ) : (
      <Link href={inPortal(href)} prefetch={false} className={linkStyles}>
        {children}
      </Link>
    )
}

const linkStyles = 'text-accent-text underline underline-offset-2'

/** A value of this installation, to be carried into the other console. */
const Value = ({ value, label }: { value: string; label: string }) => (
  <span className="bg-accent-soft inline-flex max-w-full items-center gap-0.5 rounded-md align-middle">
    <code className="text-ink py-0.5 pl-1.5 font-mono text-xs leading-4 break-all">{value}</code>
    <CopyButton value={value} label={label} />
  </span>
)

const Code = ({ children, text }: { children: ReactNode; text: string }) => (
  <div className="relative">
    <pre className="bg-sunken text-ink rounded-lg border py-2.5 pr-10 pl-3 font-mono text-xs leading-5 whitespace-pre-wrap">
      {children}
    </pre>
    <CopyButton value={text.replace(/\n$/, '')} label="code" className="bg-sunken absolute top-1.5 right-1.5" />
  </div>
)

const elements = {
  strong: ({ children }: Props<'strong'>) => <strong className="text-ink font-medium">{children}</strong>,
  span: ({ node, children }: Props<'span'>) =>
    typeof node?.properties['dataValue'] === 'string' ? (
      <Value value={node.properties['dataValue']} label={String(node.properties['dataLabel'])} />
    ) : (
      <span>{children}</span>
    ),
  code: ({ children }: Props<'code'>) => (
    <code className="bg-sunken text-ink rounded-sm px-1 py-0.5 font-mono text-xs [pre_&]:bg-transparent [pre_&]:p-0">
      {children}
    </code>
  ),
  pre: ({ node, children }: Props<'pre'>) => <Code text={node ? toString(node) : ''}>{children}</Code>,
  ul: ({ children }: Props<'ul'>) => <ul className={cn(listStyles, 'list-disc')}>{children}</ul>,
  ol: ({ children, start }: Props<'ol'>) => (
    <ol start={start} className={cn(listStyles, 'list-decimal')}>
      {children}
    </ol>
  ),
  li: ({ children }: Props<'li'>) => <li className="marker:text-ink-faint pl-1 [&>*+*]:mt-2">{children}</li>,
  blockquote: ({ children }: Props<'blockquote'>) => (
    <blockquote className="border-l-2 pl-3 italic">{children}</blockquote>
  ),
  table: ({ children }: Props<'table'>) => (
    // What scrolls has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- a section would be a landmark
    <div role="group" aria-label="Table" tabIndex={0} className="overflow-x-auto rounded-lg border">
      <table className="w-full text-left text-sm">{children}</table>
    </div>
  ),
  th: ({ node, children }: Props<'th'>) =>
    // The corner of a table, say: what is empty heads nothing.
    node && toString(node) === '' ? (
      <td className="bg-sunken">{children}</td>
    ) : (
      <th scope="col" className="text-ink-faint bg-sunken px-2.5 py-1.5 text-xs font-medium whitespace-nowrap">
        {children}
      </th>
    ),
  td: ({ children }: Props<'td'>) => (
    <td className="min-w-24 border-t px-2.5 py-1.5 align-top [overflow-wrap:normal]">{children}</td>
  ),
}

const listStyles = 'flex flex-col gap-2 pl-5'
