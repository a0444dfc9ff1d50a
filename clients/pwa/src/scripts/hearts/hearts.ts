// Makes every heart of a page work: which ads are saved is asked for all at once, a tap shows at
// once and says honestly when it failed, a visitor signs in first and finds the ad saved, and
// offline the wish waits.
import { isSignedIn } from '../../islands/header.ts'
import type { Problem } from '@pk-auto/client-api/problem'
import { sentenceOf } from '../../api/sentence.ts'
import { readIsland } from '../../islands/island.ts'
import { earnInstall } from '../../offline/install.ts'
import { onWaiting } from '../../offline/waiting/announcing.ts'
import { giveUp, putAside, waitingHere } from '../../offline/waiting/waiting.ts'
import { buttonFor, linkTo, say } from './heart-toast.ts'
import { rememberSave, takeSave } from './pending-save.ts'
import { savedAds } from './saved-ads.ts'

const AT_ONCE = 100
const { t, api, link } = readIsland()
const tab = (): Storage => sessionStorage
const here = (): string => location.pathname + location.search

const heartsOf = (id?: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(
    id === undefined ? '[data-heart]' : `[data-heart='${CSS.escape(id)}']`,
  ),
]
const idOf = (heart: HTMLElement): string => heart.dataset['heart'] ?? ''

const ads = savedAds({
  send: (id, saved) =>
    api(saved ? 'PUT /me/favourites/{listingId}' : 'DELETE /me/favourites/{listingId}', {
      path: { listingId: id },
    }),
  onChange: (id) => show(heartsOf(id)),
})
/** Wishes that wait for a connection. */
let waits: ReadonlyMap<string, boolean> = new Map()
const isSaved = (id: string): boolean => waits.get(id) ?? ads.isSaved(id)
const show = (hearts: readonly HTMLElement[]): void => {
  for (const heart of hearts) {
    heart.setAttribute('aria-pressed', String(isSaved(idOf(heart))))
    heart.toggleAttribute('data-waits', waits.has(idOf(heart)))
  }
}

const signIn = (id: string): void => {
  rememberSave({ id, path: here() }, tab)
  location.assign(link(`/login?next=${encodeURIComponent(here())}`))
}
const seeSaved = (): HTMLElement => linkTo(link('/favourites'), t('heart.see'))
const wayOn = (problem: Problem, id: string, saved: boolean): HTMLElement =>
  problem.status === 403 || problem.status === 409
    ? seeSaved()
    : buttonFor(t('heart.retry'), () => void want(id, saved))

const wait = async (id: string, saved: boolean): Promise<boolean> => {
  const car = heartsOf(id)[0]?.dataset['car'] ?? ''
  if (!(await putAside({ kind: 'favourite', id, saved }, car))) return false
  waits = new Map([...waits, [id, saved]])
  show(heartsOf(id))
  say(t(saved ? 'waiting.heart' : 'waiting.heart.removed'), undefined, true)
  return true
}

const want = async (id: string, saved: boolean): Promise<void> => {
  const problem = await ads.want(id, saved)
  if (problem?.status === 401 && saved) return signIn(id)
  if (problem?.status === 0 && (await wait(id, saved))) return
  if (problem) return say(sentenceOf(problem, t), wayOn(problem, id, saved), false)
  // What the server has by now is newer than what waited.
  if (waits.has(id)) await giveUp((change) => change.kind === 'favourite' && change.id === id)
  if (saved) earnInstall()
  if (ads.isSaved(id)) say(t('heart.saved'), seeSaved(), true)
  else say(t('heart.removed'), undefined, true)
}

/** Without an answer the hearts stay as they are; a tap still saves. */
const learn = async (ids: readonly string[]): Promise<boolean> => {
  const answer = await api('GET /me/favourites/saved', { query: { id: [...ids] } })
  if (answer.ok) ads.learn(ids, answer.value.ids)
  return answer.ok
}

let asking = false
/** Cards come later, too: results swap theirs, and more can be shown. */
const askUnknown = async (): Promise<void> => {
  show(heartsOf())
  const unknown = [...new Set(heartsOf().map(idOf))].filter((id) => !ads.knows(id))
  const ids = unknown.slice(0, AT_ONCE)
  if (asking || ids.length === 0 || !isSignedIn()) return
  asking = true
  const learnt = await learn(ids)
  asking = false
  if (learnt) await askUnknown()
}

const lookAtWaiting = async (): Promise<void> => {
  const now = new Map<string, boolean>()
  for (const { change, refusal } of await waitingHere())
    if (change.kind === 'favourite' && refusal === undefined) now.set(change.id, change.saved)
  const settled = [...waits.keys()].filter((id) => !now.has(id))
  if (settled.length > 0) await learn(settled)
  waits = now
  show(heartsOf())
}

document.addEventListener('click', (event) => {
  const heart =
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-heart]') : null
  if (!heart) return
  const id = idOf(heart)
  if (!isSignedIn()) return signIn(id)
  void want(id, !isSaved(id))
})
// A page that comes back from the cache may be older than what was saved on another.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  ads.forget()
  void askUnknown()
})

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
if (isSignedIn()) {
  onWaiting(() => void lookAtWaiting())
  void lookAtWaiting()
}
void askUnknown()
