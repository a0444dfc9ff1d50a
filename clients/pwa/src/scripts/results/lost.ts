// Without a line what was chosen stays, and is asked for again by itself or by a tap.
const places = (): NodeListOf<HTMLElement> => document.querySelectorAll('[data-lost]')
let again: (() => void) | undefined

const show = (hidden: boolean): void => {
  for (const place of places()) place.hidden = hidden
}

/** Says that nothing could be had; `retry` asks again. */
export const sayLost = (retry: () => void): void => {
  again = retry
  show(false)
}

/** An answer has come. */
export const sayFound = (): void => {
  again = undefined
  show(true)
}

/** Call it once. */
export const retryWhenOnline = (): void => {
  addEventListener('online', () => again?.())
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-lost-retry]')) again?.()
  })
}
