/** What the panel shows: what matches the page, a guide that somebody chose, or the list of all. */
export type HelpView = { kind: 'page' } | { kind: 'guide'; slug: string; anchor?: string } | { kind: 'all' }

/** Where the panel is. It stays like that from page to page. */
export type HelpState = {
  view: HelpView
  /** What was shown before, the newest last. */
  past: readonly HelpView[]
  /** Raised whenever something else is to be read from its beginning. */
  turn: number
  /** What is looked for; empty: nothing is. */
  text: string
  /** Whose values guides have. */
  idp: string | undefined
}

export type HelpStep =
  | { do: 'show'; view: HelpView; idp?: string | undefined }
  | { do: 'back' }
  | { do: 'search'; text: string }
  | { do: 'choose'; idp: string }

export const firstState: HelpState = { view: { kind: 'page' }, past: [], turn: 0, text: '', idp: undefined }

/** As many steps back as anybody takes. */
const longest = 20

export const helpStep = (state: HelpState, step: HelpStep): HelpState => {
  switch (step.do) {
    case 'show':
      return {
        view: step.view,
        past: isSame(state.view, step.view) ? state.past : [...state.past, state.view].slice(-longest),
        turn: state.turn + 1,
        text: '',
        idp: step.idp ?? state.idp,
      }
    case 'back': {
      const view = state.past.at(-1)
      return view ? { ...state, view, past: state.past.slice(0, -1), turn: state.turn + 1, text: '' } : state
    }
    case 'search':
      return { ...state, text: step.text }
    case 'choose':
      return { ...state, idp: step.idp }
  }
}

const isSame = (a: HelpView, b: HelpView): boolean =>
  a.kind === b.kind && (a.kind !== 'guide' || (b.kind === 'guide' && a.slug === b.slug && a.anchor === b.anchor))
