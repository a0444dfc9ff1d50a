// One tab of a person holds the connection. When it is closed or dies, the browser gives its lock
// to the next.

/**
 * Calls `lead` when it is this tab's turn, and what that returns when it no longer is. Where there
 * are no locks every tab leads: a message sent twice by one client id is one message.
 */
export const leadWhenFirst = (person: string, lead: () => () => void): (() => void) => {
  const stopped = new AbortController()
  const untilStopped = new Promise<void>((resolve) =>
    stopped.signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  const turn = async (): Promise<void> => {
    const stop = lead()
    await untilStopped
    stop()
  }
  // Only secure pages have locks.
  const locks = navigator.locks as LockManager | undefined
  const work = locks
    ? locks.request(`automart-chat ${person}`, { signal: stopped.signal }, turn)
    : turn()
  // Stopped while it waited for its turn.
  void work.catch(() => undefined)
  return () => stopped.abort()
}
