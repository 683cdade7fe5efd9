'use client'
import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function for as long as the component lives, which always does what the newest `act` does. For handlers. */
export const useStable = <Arguments extends unknown[], Result>(act: (...args: Arguments) => Result) => {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  return useCallback((...args: Arguments) => latest.current(...args), [])
}
