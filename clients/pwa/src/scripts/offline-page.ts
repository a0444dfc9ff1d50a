// Fills the offline page with what this device has stored, the latest first, and looks again
// once there is a connection.
import { showAccountInHeader } from '../islands/header.ts'
import { readPerson } from '../offline/copies.ts'
import { storedApps, storedPages, type Stored } from '../offline/stored-pages.ts'

const MOST = 12
const groupOf = (name: string): HTMLElement | null =>
  document.querySelector(`[data-group='${name}']`)

const show = (name: string, pages: readonly Stored[]): void => {
  const group = groupOf(name)
  const rows = pages.slice(0, MOST).map(({ path, title, filters }) => {
    const row = document.createElement('li')
    const link = Object.assign(document.createElement('a'), { href: path, textContent: title })
    if (filters !== '')
      link.append(Object.assign(document.createElement('small'), { textContent: filters }))
    link.dir = 'auto'
    link.lang = /^\/ur(\/|$)/.test(path) ? 'ur' : 'en'
    row.append(link)
    return row
  })
  group?.querySelector('ul')?.append(...rows)
  if (group) group.hidden = rows.length === 0
}

const showApps = (paths: readonly string[]): void => {
  const group = groupOf('apps')
  for (const row of group?.querySelectorAll<HTMLElement>('[data-app]') ?? [])
    row.hidden = !paths.includes(row.dataset['app'] ?? '')
  if (group) group.hidden = group.querySelector('[data-app]:not([hidden])') === null
}

const fill = async (): Promise<void> => {
  const person = await readPerson()
  if (person !== undefined) showAccountInHeader()
  const { ads, lists } = await storedPages(person)
  show('ads', ads)
  show('lists', lists)
  if (person !== undefined) showApps(await storedApps())
  const nothing = document.querySelector<HTMLElement>('[data-nothing]')
  if (nothing) nothing.hidden = document.querySelector('[data-group]:not([hidden])') !== null
}

// Without caches there is nothing to name.
void fill().catch(() => undefined)
addEventListener('online', () => location.reload())
