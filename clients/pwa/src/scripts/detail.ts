// Makes the detail page handier: steps through the photos, shows them large, shares the link. The
// page works without it.
document.documentElement.classList.add('live')
const strip = document.querySelector<HTMLElement>('[data-strip]')
const viewer = document.querySelector<HTMLDialogElement>('[data-viewer]')
const large = document.querySelector<HTMLElement>('[data-viewer-strip]')
const calm = matchMedia('(prefers-reduced-motion: reduce)')

const indexOf = (list: HTMLElement): number =>
  Math.round(Math.abs(list.scrollLeft) / Math.max(1, list.clientWidth))
const goTo = (list: HTMLElement, index: number, smooth = true): void => {
  const count = list.children.length
  const target = list.children[(index + count) % count]
  if (!(target instanceof HTMLElement)) return
  // scrollIntoView would also scroll the page; a strip scrolls only itself, leftwards in Urdu.
  const direction = getComputedStyle(list).direction === 'rtl' ? -1 : 1
  list.scrollTo({
    left: direction * ((index + count) % count) * list.clientWidth,
    behavior: smooth && !calm.matches ? 'smooth' : 'instant',
  })
}

const loadAround = (index: number): void => {
  for (const near of [index, index + 1, index - 1]) {
    const image = large?.children[near]?.querySelector('img')
    if (image) image.loading = 'eager'
  }
}

const openViewer = (index: number): void => {
  if (!viewer || !large) return
  loadAround(index)
  viewer.showModal()
  goTo(large, index, false)
}

strip?.addEventListener(
  'scroll',
  () => {
    const index = indexOf(strip)
    const at = document.querySelector('[data-at]')
    if (at) at.textContent = String(index + 1)
    for (const [place, thumb] of [...document.querySelectorAll('[data-go]')].entries())
      thumb.toggleAttribute('aria-current', place === index)
  },
  { passive: true },
)
large?.addEventListener('scroll', () => loadAround(indexOf(large)), { passive: true })

const share = async (button: HTMLElement): Promise<void> => {
  const address =
    document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? location.href
  try {
    if (navigator.share) await navigator.share({ title: document.title, url: address })
    else {
      await navigator.clipboard.writeText(address)
      const words = button.querySelector('span')
      if (words) words.textContent = button.dataset['done'] ?? ''
    }
  } catch {
    // The person closed the share sheet.
  }
}
for (const button of document.querySelectorAll<HTMLElement>('[data-share]'))
  button.hidden = !('share' in navigator || 'clipboard' in navigator)

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.metaKey || event.ctrlKey) return
  const hit = (selector: string): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
  const step = hit('[data-step]')
  const viewStep = hit('[data-view-step]')
  const thumb = hit('[data-go]')
  const photo = hit('[data-large]')
  const sharing = hit('[data-share]')
  if (step && strip) goTo(strip, indexOf(strip) + Number(step.dataset['step']))
  else if (viewStep && large) goTo(large, indexOf(large) + Number(viewStep.dataset['viewStep']))
  else if (thumb && strip) {
    event.preventDefault()
    goTo(strip, Number(thumb.dataset['go']))
  } else if (photo) {
    event.preventDefault()
    openViewer(Number(photo.dataset['large']))
  } else if (hit('[data-shut]')) viewer?.close()
  else if (sharing) void share(sharing)
})
viewer?.addEventListener('keydown', (event) => {
  if (!large || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return
  event.preventDefault()
  const forward = (event.key === 'ArrowRight') === (getComputedStyle(large).direction === 'ltr')
  goTo(large, indexOf(large) + (forward ? 1 : -1))
})
