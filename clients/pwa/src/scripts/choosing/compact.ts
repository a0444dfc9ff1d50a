// Switches results between cards and a compact list; the choice is a cookie, so that the next page
// comes as it was chosen.
const YEAR_SECONDS = 365 * 24 * 3600
const list = document.querySelector<HTMLElement>('#results')

/** The head of the page may have been swapped for a fresh one. */
const mark = (): void => {
  const isCompact = list?.classList.contains('compact') === true
  document
    .querySelector('[data-compact]')
    ?.setAttribute('aria-pressed', isCompact ? 'true' : 'false')
}

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element) || !target.closest('[data-compact]')) return
  const isCompact = list?.classList.toggle('compact') === true
  const view = isCompact ? 'compact' : 'cards'
  document.cookie = `view=${view}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  mark()
})
document.addEventListener('swapped', mark)
