import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { onDemand } from './on-demand.ts'

const Shown = ({ text }: { text: string }) => <p>{text}</p>

test('a page comes without what it needs on demand, and with what stands in its place', () => {
  const load = vi.fn(async () => Shown)
  const Later = onDemand(load)
  expect(renderToStaticMarkup(<Later text="It is open" />)).toBe('')
  expect(renderToStaticMarkup(<Later text="It is open" isNeeded renderBefore={() => <button>Open</button>} />)).toBe(
    '<button>Open</button>',
  )
  expect(load).not.toHaveBeenCalled()
})
