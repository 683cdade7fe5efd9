import { Specimen } from './specimen.tsx'

const sizes = [
  { className: 'text-xl font-semibold', use: 'text-xl · page titles' },
  { className: 'text-lg font-semibold', use: 'text-lg · sections, dialog titles' },
  { className: 'text-base', use: 'text-base · prose, inputs on narrow screens' },
  { className: 'text-sm', use: 'text-sm · tables, controls, descriptions' },
  { className: 'text-xs', use: 'text-xs · column heads, hints, badges' },
  { className: 'font-mono text-xs', use: 'mono · ids, tokens, JSON, times in UTC' },
]

const heights = [
  { className: 'h-7', use: '28 px · small buttons, menu entries' },
  { className: 'h-8', use: '32 px · inputs, buttons' },
  { className: 'h-9', use: '36 px · table rows, compact' },
  { className: 'h-11', use: '44 px · table rows, comfortable; heads of dialogs' },
]

const corners = ['rounded-sm', 'rounded-md', 'rounded-lg', 'rounded-xl']

/** Type, heights and corners. */
export const DesignScales = () => (
  <Specimen title="Scales">
    <ul className="flex flex-col gap-2">
      {sizes.map(({ className, use }) => (
        <li key={use} className={className}>
          Dana Reyes was deactivated <span className="text-ink-faint font-sans text-xs font-normal">{use}</span>
        </li>
      ))}
    </ul>
    <ul className="flex flex-wrap gap-3">
      {heights.map(({ className, use }) => (
        <li key={use} className={`${className} bg-surface flex items-center rounded-md border px-3 text-xs`}>
          {use}
        </li>
      ))}
    </ul>
    <ul className="flex flex-wrap gap-3">
      {corners.map((corner) => (
        <li key={corner} className={`${corner} bg-surface grid h-14 w-28 place-items-center border text-xs`}>
          {corner}
        </li>
      ))}
    </ul>
  </Specimen>
)
