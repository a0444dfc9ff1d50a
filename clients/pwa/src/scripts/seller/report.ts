// Lets a visitor report the ad or its seller: the sheet is loaded when somebody means to, and a
// visitor signs in first and finds it open.
import { isSignedIn } from '../../islands/header.ts'
import { readIsland } from '../../islands/island.ts'

const { link } = readIsland()
const buttons = [...document.querySelectorAll<HTMLElement>('[data-report]')]
const load = () => import('../../islands/report/mount-sheet.tsx')
const hashOf = (button: HTMLElement): string => `#report-${button.dataset['report']}`

const signIn = (button: HTMLElement): void => {
  const here = location.pathname + location.search + hashOf(button)
  location.assign(link(`/login?next=${encodeURIComponent(here)}`))
}

const open = async (button: HTMLElement): Promise<void> => {
  if (!isSignedIn()) return signIn(button)
  const { mountSheet } = await load()
  mountSheet({
    kind: button.dataset['report'] === 'person' ? 'person' : 'listing',
    id: button.dataset['id'] ?? '',
    signIn: () => signIn(button),
  })
}

for (const button of buttons) {
  button.addEventListener('click', () => void open(button))
  for (const intent of ['pointerenter', 'focus'])
    button.addEventListener(intent, () => void load().catch(() => undefined), { once: true })
}
document.documentElement.classList.add('reports')
const wanted = buttons.find((button) => hashOf(button) === location.hash)
if (wanted && isSignedIn()) {
  history.replaceState(history.state, '', location.pathname + location.search)
  wanted.scrollIntoView({ block: 'center' })
  wanted.focus({ preventScroll: true })
  void open(wanted)
}
