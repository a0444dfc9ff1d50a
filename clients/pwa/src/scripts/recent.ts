// Remembers the ad that a page shows, and fills the places where a page shows what was seen last.
import { labelIn, localPath, type Locale } from '@pk-auto/ui/locale'
import { formatPrice } from '@pk-auto/ui/price'
import { readPerson } from '../offline/copies.ts'
import { addSeen, clearSeen, readSeen, type Seen } from '../offline/recent.ts'

const device = (): Storage => localStorage
const locale: Locale = document.documentElement.lang === 'ur' ? 'ur' : 'en'

const cardOf = ({ path, title, rupees, photo }: Seen): HTMLElement => {
  const row = document.createElement('li')
  const link = Object.assign(document.createElement('a'), { href: localPath(locale, path) })
  const frame = Object.assign(document.createElement('span'), { className: 'frame' })
  if (photo !== undefined) {
    const image = Object.assign(document.createElement('img'), { alt: '', width: 240, height: 180 })
    // Offline its picture may not be there.
    image.addEventListener('error', () => image.remove())
    image.src = photo
    frame.append(image)
  }
  const text = Object.assign(document.createElement('bdi'), { textContent: labelIn(locale, title) })
  const price = document.createElement('strong')
  price.textContent = formatPrice(rupees, locale)
  link.append(frame, text, price)
  row.append(link)
  return row
}

const fill = async (): Promise<void> => {
  const places = [...document.querySelectorAll<HTMLElement>('[data-recent]')]
  if (places.length === 0) return
  const seen = readSeen(await readPerson(), device)
  for (const place of places) {
    place.querySelector('ul')?.replaceChildren(...seen.map(cardOf))
    place.hidden = seen.length === 0
  }
}

const remember = async (): Promise<void> => {
  const shown = document.querySelector<HTMLElement>('[data-seen]')?.dataset['seen']
  if (shown !== undefined) addSeen(await readPerson(), JSON.parse(shown) as Seen, device)
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-recent-clear]')
  if (!button) return
  void readPerson().then((person) => {
    clearSeen(person, device)
    document.getElementById('main')?.focus({ preventScroll: true })
    return fill()
  })
})
// Parts of a page were swapped.
document.addEventListener('swapped', () => void fill())
void remember()
void fill()
