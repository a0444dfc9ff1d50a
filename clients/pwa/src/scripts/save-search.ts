// Saves the search of the results page. Whoever is not signed in signs in first and comes back to
// the saved search.
import { apiIn, newKey } from '@pk-auto/client-api/client'
import { parseSearch } from '@pk-auto/ui/search-url'
import { earnInstall } from '../offline/install.ts'
import type { Api } from '../api/api.ts'

/** The end of the address of someone who comes back from signing in. */
const SAVING = '#save'
const lang = document.documentElement.lang
const api: Api = apiIn(lang)
/** One key per search: a second tap is the same wish. */
const keys = new Map<string, string>()

const queryHere = () => {
  const { q, choices, bounds, flags, near } = parseSearch(new URLSearchParams(location.search))
  return {
    ...(q && { q }),
    ...Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, [...values]])),
    ...bounds,
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
    ...(near && { near }),
  }
}

const save = async (): Promise<void> => {
  const button = document.querySelector<HTMLButtonElement>('[data-save]')
  const status = document.querySelector<HTMLElement>('[data-save-status]')
  if (!button || !status) return
  const query = queryHere()
  const search = JSON.stringify(query)
  const key = keys.get(search) ?? newKey()
  keys.set(search, key)
  button.disabled = true
  // By whichever of them its owner has switched on for saved searches.
  const answer = await api('POST /alerts', {
    key,
    body: { query, channels: ['push', 'in-app', 'email', 'whatsapp'], frequency: 'instant' },
  })
  button.disabled = answer.ok
  if (answer.ok) {
    button.textContent = button.dataset['done'] ?? ''
    status.hidden = false
    earnInstall()
    return
  }
  const { status: code, detail, title, code: name } = answer.problem
  if (code === 401 || name === 'TERMS_DUE') {
    const next = `${location.pathname}${location.search}${SAVING}`
    location.assign(`${button.dataset['login']}?next=${encodeURIComponent(next)}`)
    return
  }
  status.hidden = false
  status.textContent = detail ?? title ?? button.dataset['failed'] ?? ''
}

document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('[data-save]')) void save()
})
if (location.hash === SAVING) {
  history.replaceState(null, '', location.pathname + location.search)
  void save()
}
