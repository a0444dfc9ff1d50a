// Makes every heart of a page work: which ads are saved is asked for all at once, a tap shows at
// once and says honestly when it failed, and a visitor signs in first and finds the ad saved.
import type { Problem } from '@pk-auto/client-api/problem'
import { sentenceOf } from '../api/sentence.ts'
import { readIsland } from '../islands/island.ts'
import { rememberSave, takeSave } from './pending-save.ts'
import { savedAds } from './saved-ads.ts'

const AT_ONCE = 100
const SHOWN_MS = 6_000
const { t, api, link } = readIsland()
const tab = (): Storage => sessionStorage
const here = (): string => location.pathname + location.search
const isSignedIn = (): boolean => !document.querySelector('[data-testid=nav-login]')

const heartsOf = (id?: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(
    id === undefined ? '[data-heart]' : `[data-heart='${CSS.escape(id)}']`,
  ),
]
const idOf = (heart: HTMLElement): string => heart.dataset['heart'] ?? ''

const toast = Object.assign(document.createElement('div'), { className: 'toast' })
toast.setAttribute('role', 'status')
toast.dataset['testid'] = 'heart-toast'
let hiding: ReturnType<typeof setTimeout> | undefined

/** Says what came of a tap, with a way on; a failure stays until the next tap. */
const say = (text: string, way: HTMLElement | undefined, passing: boolean): void => {
  clearTimeout(hiding)
  const words = Object.assign(document.createElement('span'), { textContent: text })
  toast.replaceChildren(words, ...(way ? [way] : []))
  if (passing) hiding = setTimeout(() => toast.replaceChildren(), SHOWN_MS)
}
const seeSaved = (): HTMLElement =>
  Object.assign(document.createElement('a'), {
    className: 'button text',
    href: link('/favourites'),
    textContent: t('heart.see'),
  })
const retry = (id: string, saved: boolean): HTMLElement => {
  const button = Object.assign(document.createElement('button'), {
    className: 'button text',
    type: 'button',
    textContent: t('heart.retry'),
  })
  button.addEventListener('click', () => void want(id, saved))
  return button
}

const ads = savedAds({
  send: (id, saved) =>
    api(saved ? 'PUT /me/favourites/{listingId}' : 'DELETE /me/favourites/{listingId}', {
      path: { listingId: id },
    }),
  onChange: (id) => {
    for (const heart of heartsOf(id)) heart.setAttribute('aria-pressed', String(ads.isSaved(id)))
  },
})

const signIn = (id: string): void => {
  rememberSave({ id, path: here() }, tab)
  location.assign(link(`/login?next=${encodeURIComponent(here())}`))
}

const wayOn = (problem: Problem, id: string, saved: boolean): HTMLElement =>
  problem.status === 403 || problem.status === 409 ? seeSaved() : retry(id, saved)

const want = async (id: string, saved: boolean): Promise<void> => {
  const problem = await ads.want(id, saved)
  if (problem?.status === 401 && saved) return signIn(id)
  if (problem) return say(sentenceOf(problem, t), wayOn(problem, id, saved), false)
  if (ads.isSaved(id)) say(t('heart.saved'), seeSaved(), true)
  else say(t('heart.removed'), undefined, true)
}

let asking = false
/** Cards come later, too: results swap theirs, and more can be shown. */
const askUnknown = async (): Promise<void> => {
  for (const heart of heartsOf())
    heart.setAttribute('aria-pressed', String(ads.isSaved(idOf(heart))))
  const unknown = [...new Set(heartsOf().map(idOf))].filter((id) => !ads.knows(id))
  const ids = unknown.slice(0, AT_ONCE)
  if (asking || ids.length === 0 || !isSignedIn()) return
  asking = true
  const answer = await api('GET /me/favourites/saved', { query: { id: ids } })
  asking = false
  // Without an answer the hearts stay empty; a tap still saves.
  if (!answer.ok) return
  ads.learn(ids, answer.value.ids)
  await askUnknown()
}

document.addEventListener('click', (event) => {
  const heart =
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-heart]') : null
  if (!heart) return
  const id = idOf(heart)
  if (!isSignedIn()) return signIn(id)
  void want(id, !ads.isSaved(id))
})
// A page that comes back from the cache may be older than what was saved on another.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  ads.forget()
  void askUnknown()
})

document.body.append(toast)
document.documentElement.classList.add('hearts')
new MutationObserver(() => void askUnknown()).observe(
  document.getElementById('main') ?? document.body,
  { childList: true, subtree: true },
)
const pending = takeSave(here(), tab)
if (pending !== undefined && isSignedIn()) {
  const heart = heartsOf(pending)[0]
  heart?.scrollIntoView({ block: 'center' })
  heart?.focus({ preventScroll: true })
  void want(pending, true)
}
void askUnknown()
