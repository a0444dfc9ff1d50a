// Waits until somebody reaches for the seller, and loads what they need for it.
const box = document.querySelector<HTMLElement>('[data-contact]')
const buttonAt = (event: Event): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-way]') : null
const load = () => import('../../islands/contact/open-way.tsx')

box?.addEventListener('pointerover', (event) => {
  // A hand on the way to the button; a failure shows when it is pressed.
  if (buttonAt(event)) load().catch(() => undefined)
})
box?.addEventListener('click', (event) => {
  const button = buttonAt(event)
  if (!button || button.ariaBusy === 'true') return
  button.ariaBusy = 'true'
  const refusal = box.querySelector<HTMLElement>('[data-contact-refusal]')
  if (refusal) refusal.textContent = ''
  load()
    .then(({ openWay }) => openWay(box, button))
    .catch(() => {
      if (refusal) refusal.textContent = box.dataset['offline'] ?? ''
    })
    .finally(() => (button.ariaBusy = null))
})
