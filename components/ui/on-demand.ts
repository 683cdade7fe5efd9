import {
  type ComponentType,
  createElement,
  type ReactNode,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { whenIdle } from './idle.ts'

export type OnDemandProps = {
  /** Whether something shows that only the component can show. */
  isNeeded?: boolean
  /** Whether the component stays once it is no longer needed, as a popup has to that fades out. It does unless told. */
  isKept?: boolean
  /** What stands in its place until then; it may say itself that the component is needed. */
  renderBefore?: (need: () => void) => ReactNode
}

/**
 * A component that a page needs only once something is opened. Its code comes when the browser is idle, so that the first
 * opening waits for nothing, or else with the need. Code that cannot be had is an error of the page, which offers to try
 * again.
 *
 *     const DialogPopup = onDemand(async () => (await import('./dialog-popup.tsx')).DialogPopup)
 */
export const onDemand = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  let code: ComponentType<Props> | undefined
  let coming: Promise<void> | undefined
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const bring = (): Promise<void> =>
    (coming ??= load().then(
      (component) => {
        code = component
        for (const listener of listeners) listener()
      },
      (error: unknown) => {
        coming = undefined
        throw error
      },
    ))
  return function OnDemand({
    isNeeded = false,
    isKept = true,
    renderBefore,
    ...props
  }: Props & OnDemandProps): ReactNode {
    const [wasNeeded, setWasNeeded] = useState(isNeeded)
    if (isNeeded && !wasNeeded) setWasNeeded(true)
    const [failure, setFailure] = useState<{ readonly error: unknown }>()
    useEffect(() => {
      if (wasNeeded) bring().catch((error: unknown) => setFailure({ error }))
      else whenIdle(bring)
    }, [wasNeeded])
    const read = useCallback(() => (wasNeeded ? code : undefined), [wasNeeded])
    const component = useSyncExternalStore(subscribe, read, () => undefined)
    if (failure) throw failure.error
    // Without those of its own, what is left are the component's.
    return component && (isNeeded || isKept)
      ? createElement(component, props as unknown as Props)
      : renderBefore?.(() => setWasNeeded(true))
  }
}
