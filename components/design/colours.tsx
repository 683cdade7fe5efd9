import { Specimen } from './specimen.tsx'

const roles = [
  { label: 'Planes', names: ['canvas', 'surface', 'raised', 'sunken', 'hover'] },
  { label: 'Lines', names: ['line', 'line-strong'] },
  {
    label: 'Text',
    names: ['ink', 'ink-muted', 'ink-faint', 'accent-text', 'good', 'warn', 'caution', 'notice', 'bad', 'info'],
  },
  { label: 'Fills', names: ['accent', 'accent-hover', 'bad-hover'] },
  { label: 'Soft fills', names: ['accent-soft', 'good-soft', 'warn-soft', 'bad-soft', 'info-soft'] },
]

/** Every colour role, as the current theme draws it. */
export const DesignColours = () => (
  <Specimen title="Colour roles">
    {roles.map(({ label, names }) => (
      <div key={label}>
        <h3 className="text-ink-muted mb-1.5 text-sm">{label}</h3>
        <ul className="flex flex-wrap gap-3">
          {names.map((name) => (
            <li key={name} className="w-28 text-xs">
              {/* The roles are the theme's variables: a class name put together here would not be generated. */}
              <span className="mb-1 block h-12 rounded-md border" style={{ background: `var(--${name})` }} />
              {name}
            </li>
          ))}
        </ul>
      </div>
    ))}
  </Specimen>
)
