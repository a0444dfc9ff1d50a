// Which conversations the tabs of one person look at, and whether anybody looks at all.
import type { Outgoing } from '../frames.ts'
import type { TabMessage, Want } from '../ports.ts'

/** A tab that has been silent for so long is gone without a word. */
const SILENT_MS = 150_000

type Tab = { readonly visible: boolean; readonly wants: readonly Want[]; readonly at: number }
export type Here = Extract<TabMessage, { readonly t: 'here' }>

export const createSubscriptions = (transmit: (frame: Outgoing) => boolean, now: () => number) => {
  const tabs = new Map<string, Tab>()
  /** By this socket. */
  const subscribed = new Set<string>()

  const wanted = (): ReadonlySet<string> =>
    new Set([...tabs.values()].flatMap(({ wants }) => wants.map(({ conv }) => conv)))
  const drop = (): void => {
    for (const [tab, { at }] of tabs) if (now() - at > SILENT_MS) tabs.delete(tab)
    const all = wanted()
    for (const conv of subscribed)
      if (!all.has(conv)) {
        subscribed.delete(conv)
        transmit({ t: 'unsub', conv })
      }
  }
  return {
    /** True when the tab is a new one. */
    here({ tab, visible, wants }: Here): boolean {
      const before = tabs.get(tab)
      tabs.set(tab, { visible, wants, at: now() })
      const wantedBefore = new Set(before?.wants.map(({ conv }) => conv))
      for (const { conv, have } of wants)
        if (
          (!subscribed.has(conv) || !wantedBefore.has(conv)) &&
          transmit({ t: 'sub', conv, have })
        )
          subscribed.add(conv)
      drop()
      return before === undefined
    },
    bye(tab: string): void {
      tabs.delete(tab)
      drop()
    },
    /** Another socket knows nothing of what the last one was asked. */
    lineChanged: (): void => subscribed.clear(),
    resync: (conv: string): void => void subscribed.delete(conv),
    has: (conv: string): boolean => wanted().has(conv),
    open: (): readonly string[] => [...wanted()],
    anyVisible(): boolean {
      drop()
      return [...tabs.values()].some(({ visible }) => visible)
    },
  }
}
