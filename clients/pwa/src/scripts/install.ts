// Offers to put the app on the phone at a good moment, in words of ours instead of the browser's.
import { isFirstPage, mayOffer, noteInstalled, refuseInstall } from '../offline/install.ts'

type Offer = Event & {
  prompt(): Promise<unknown>
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}
const device = (): Storage => localStorage
const place = document.querySelector<HTMLElement>('[data-install]')
// Who is writing is not interrupted.
const isBusy = /^(\/ur)?\/(chat|sell|login)/.test(location.pathname)
const isFirst = isFirstPage(() => sessionStorage)
let offer: Offer | undefined

const show = (): void => {
  if (place) place.hidden = !offer || isFirst || isBusy || !mayOffer(Date.now(), device)
}
const ask = async (): Promise<void> => {
  const asked = offer
  offer = undefined
  show()
  await asked?.prompt()
  if ((await asked?.userChoice)?.outcome === 'dismissed') refuseInstall(Date.now(), device)
}

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  offer = event as Offer
  show()
})
addEventListener('appinstalled', () => {
  noteInstalled(device)
  offer = undefined
  show()
})
document.addEventListener('install-earned', show)
place?.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return
  if (target.closest('[data-yes]')) void ask()
  if (!target.closest('[data-no]')) return
  refuseInstall(Date.now(), device)
  document.getElementById('main')?.focus({ preventScroll: true })
  show()
})
