// Where the reader is stays where it is: at the end the newest words come into sight, further up
// nothing moves.
import { type MutableRef, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** So near to the end counts as being there. */
const NEAR = 80

export type Scroll = {
  readonly box: MutableRef<HTMLDivElement | null>
  readonly atEnd: boolean
  readonly onScroll: () => void
  readonly toEnd: () => void
  /** Something further up will come into sight: until it is shown the end keeps nobody. */
  readonly leaveEnd: () => void
  /** The line that holds `selector` in the middle, with the focus. */
  readonly show: (selector: string) => void
}

/**
 * `first` is the oldest number that is shown, `last` names the last line; `own` counts what the
 * reader has written here.
 */
export const useScroll = (first: number, last: string | undefined, own: number): Scroll => {
  const box = useRef<HTMLDivElement>(null)
  const before = useRef({ first, own, height: 0 })
  /** On the way to a line: where the box stands meanwhile says nothing. */
  const leaving = useRef(false)
  const [atEnd, setAtEnd] = useState(true)

  const toEnd = (): void => {
    const element = box.current
    if (element) element.scrollTop = element.scrollHeight
  }
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const old = before.current
    if (atEnd || own > old.own) toEnd()
    else if (first !== old.first && old.height > 0)
      element.scrollTop += element.scrollHeight - old.height
    before.current = { first, own, height: element.scrollHeight }
  }, [first, last, own])
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !atEnd) return
    // A notice that appears, or a keyboard, takes its room at the other end; a line may grow.
    const watcher = new ResizeObserver(toEnd)
    for (const part of [element, ...element.children]) watcher.observe(part)
    return () => watcher.disconnect()
  }, [atEnd, last === undefined])
  return {
    ...{ box, atEnd, toEnd },
    leaveEnd() {
      leaving.current = true
      setAtEnd(false)
    },
    show(selector) {
      const line = box.current?.querySelector<HTMLElement>(selector)
      line?.scrollIntoView({ block: 'center' })
      line?.focus({ preventScroll: true })
      leaving.current = false
    },
    onScroll() {
      const element = box.current
      if (!element || leaving.current) return
      before.current.height = element.scrollHeight
      setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR)
    },
  }
}
