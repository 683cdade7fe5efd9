'use client'
import { ArrowLeft, ExternalLink, X } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { type MouseEvent, useEffect, useReducer, useRef, useState, useSyncExternalStore } from 'react'
import { Button, buttonStyles } from '#components/ui/button.tsx'
import { Drawer } from '#components/ui/drawer.tsx'
import { Input } from '#components/ui/input.tsx'
import { href } from '#lib/table/href.ts'
import { useHelp } from './help-context.tsx'
import { HelpReading, HelpSearch } from './help-reading.tsx'
import { firstState, type HelpState, helpStep, type HelpView } from './help-state.ts'
import { guideAnchor, guideAt, guideHref, idpOf } from './paths.ts'
import { useHelpAnswer } from './use-help.ts'

/**
 * The help, beside the page where there is room, else over it. It goes with the page, until somebody chooses a guide: that
 * stays while they go on.
 */
export const HelpPanel = () => {
  const { isOpen, target, close } = useHelp()
  const isWide = useSyncExternalStore(watchWidth, isWideNow, () => false)
  const pathname = usePathname()
  const pageIdp = idpOf(pathname, useSearchParams())
  const [state, step] = useReducer(helpStep, firstState)

  // What comes from outside, a target or a page of an IdP, is taken over once.
  const [taken, setTaken] = useState<{ target: typeof target; idp: string | undefined }>()
  if (taken?.target !== target || taken?.idp !== pageIdp) {
    setTaken({ target, idp: pageIdp })
    if (pageIdp !== undefined && taken?.idp !== pageIdp) step({ do: 'choose', idp: pageIdp })
    if (target && taken?.target !== target) {
      const { slug, anchor, idp } = target
      step({ do: 'show', view: { kind: 'guide', slug, ...(anchor === undefined ? {} : { anchor }) }, idp })
    }
  }

  const answer = useHelpAnswer(isOpen ? addressOf(state, pathname) : undefined)
  const guide = answer.value?.guide
  const body = useRef<HTMLDivElement>(null)
  useReadingPlace(body, state, answer.isCurrent && state.text === '' ? (guide?.slug ?? 'all') : undefined)

  const show = (view: HelpView) => step({ do: 'show', view })
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const at = link && !hasModifier(event) ? guideAt(link.getAttribute('href') ?? '') : undefined
    if (!at) return
    // Before Next's own link takes it.
    event.preventDefault()
    show({ kind: 'guide', ...at })
  }

  const asPage = guide && state.text === '' ? guideHref(guide.slug, undefined, guide.idp?.id) : '/help'
  const content = (
    <div className="flex min-h-full flex-col gap-4" onClickCapture={follow}>
      <Input
        type="search"
        aria-label="Search the help"
        placeholder="Search the help"
        autoComplete="off"
        value={state.text}
        onValueChange={(text) => step({ do: 'search', text })}
      />
      <div className="-mt-1 flex flex-wrap items-center gap-1">
        {state.past.length > 0 ? (
          <Button variant="ghost" size="sm" onClick={() => step({ do: 'back' })}>
            <ArrowLeft aria-hidden />
            Back
          </Button>
        ) : null}
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={state.view.kind === 'page'}
          onClick={() => show({ kind: 'page' })}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        >
          This page
        </Button>
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={state.view.kind === 'all'}
          onClick={() => show({ kind: 'all' })}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        >
          All guides
        </Button>
      </div>
      {state.text.trim() === '' ? (
        <HelpReading answer={answer} onChoose={(idp) => step({ do: 'choose', idp })} />
      ) : (
        <HelpSearch text={state.text} />
      )}
    </div>
  )
  const open = (
    <Link
      href={asPage}
      prefetch={false}
      aria-label="Open as a page"
      title="Open as a page"
      {...(isWide ? {} : { onClick: close })}
      className={buttonStyles({ variant: 'ghost', size: 'sm', square: true })}
    >
      <ExternalLink aria-hidden />
    </Link>
  )
  if (!isWide) {
    return (
      <Drawer open={isOpen} onOpenChange={(next) => !next && close()} title="Help" actions={open}>
        <div ref={body}>{content}</div>
      </Drawer>
    )
  }
  return isOpen ? (
    <Beside onClose={close}>
      <div className="flex items-center gap-1 border-b py-2.5 pr-3 pl-5">
        <p className="flex-1 text-lg font-semibold">Help</p>
        {open}
        <Button variant="ghost" size="sm" square aria-label="Close help" title="Close help (H)" onClick={close}>
          <X aria-hidden />
        </Button>
      </div>
      <div ref={body} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">
        {content}
      </div>
    </Beside>
  ) : null
}

/** A column of its own. It takes the focus when it opens, and gives it back. */
const Beside = ({ onClose, children }: { onClose: () => void; children: React.ReactNode }) => {
  const column = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const own = column.current
    own?.focus()
    return () => {
      const isElsewhere = document.activeElement !== document.body && !own?.contains(document.activeElement)
      if (!isElsewhere && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useEffect(() => {
    const own = column.current
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      onClose()
    }
    own?.addEventListener('keydown', press)
    return () => own?.removeEventListener('keydown', press)
  }, [onClose])
  return (
    <aside
      ref={column}
      aria-label="Help"
      tabIndex={-1}
      className="bg-surface sticky top-0 flex h-dvh w-[25rem] flex-col border-l outline-hidden"
    >
      {children}
    </aside>
  )
}

const wide = '(min-width: 80rem)'
const watchWidth = (changed: () => void) => {
  const query = matchMedia(wide)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
const isWideNow = () => matchMedia(wide).matches

const addressOf = ({ view, idp }: HelpState, page: string): string =>
  href('/help/content', {
    guide: view.kind === 'guide' ? view.slug : undefined,
    page: view.kind === 'page' ? page : undefined,
    idp: view.kind === 'all' ? undefined : idp,
  })

const hasModifier = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey

/** Something else is read from its heading, or from the top; what is only filled in anew stays where it is. */
const useReadingPlace = (
  body: React.RefObject<HTMLDivElement | null>,
  { turn, view }: HelpState,
  shown: string | undefined,
) => {
  const read = useRef<string>(undefined)
  const anchor = view.kind === 'guide' ? view.anchor : undefined
  useEffect(() => {
    if (shown === undefined || read.current === `${turn} ${shown}`) return
    const isFirst = read.current === undefined
    read.current = `${turn} ${shown}`
    const heading = anchor === undefined ? null : document.getElementById(guideAnchor('panel', anchor))
    if (heading) {
      heading.scrollIntoView({ block: 'start' })
      heading.focus({ preventScroll: true })
    } else if (!isFirst) {
      const title = body.current?.querySelector<HTMLElement>('[data-guide-title]')
      body.current?.scrollIntoView({ block: 'nearest' })
      for (const box of [body.current, body.current?.parentElement]) if (box) box.scrollTop = 0
      // Only from what was followed: a new page leaves the focus where it is.
      if (body.current?.contains(document.activeElement)) title?.focus({ preventScroll: true })
    }
  }, [body, turn, anchor, shown])
}
