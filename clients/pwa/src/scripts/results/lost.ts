// Offline what was chosen stays, and is asked for again by itself or by a tap.

/** A device that says it is online may be wrong: between the tries, the last one for good. */
const WAITS_MS = [2_000, 5_000, 15_000, 30_000] as const

let again: (() => void) | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let tries = 0

const hide = (hidden: boolean): void => {
  for (const place of document.querySelectorAll<HTMLElement>('[data-lost]')) place.hidden = hidden
}

/** Says that nothing could be had; `retry` asks again. */
export const sayLost = (retry: () => void): void => {
  clearTimeout(timer)
  again = retry
  hide(false)
  if (!navigator.onLine) return
  timer = setTimeout(() => again?.(), WAITS_MS[Math.min(tries, WAITS_MS.length - 1)])
  tries += 1
}

/** An answer has come. */
export const sayFound = (): void => {
  clearTimeout(timer)
  again = undefined
  tries = 0
  hide(true)
}

/** Call it once. */
export const retryWhenOnline = (): void => {
  addEventListener('online', () => {
    tries = 0
    again?.()
  })
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-lost-retry]')) again?.()
  })
}
