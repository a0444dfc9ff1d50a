// Keeps the place of whoever goes by keyboard: a control that goes away, or is switched off while
// something is sent, takes the focus with it.
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/**
 * Whenever `state` has changed and nothing has the focus, the first of these selectors that finds a
 * control inside the box gets it. Not while `busy`, nor when the page opens.
 */
export const useFocusBack = (
  box: RefObject<HTMLElement>,
  busy: boolean,
  state: string,
  selectors: readonly string[],
): void => {
  const opened = useRef(false)
  useEffect(() => {
    const isFirst = !opened.current
    opened.current = true
    if (isFirst || busy || document.activeElement !== document.body) return
    for (const selector of selectors) {
      const control = box.current?.querySelector<HTMLElement>(selector)
      if (!control || control.hidden) continue
      return control.focus()
    }
  }, [busy, state])
}
