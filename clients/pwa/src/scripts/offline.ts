// Starts the worker once a page is there, and has it store what the visitor is looking at.
import type { Read } from '../api/api.ts'
import { isSignedIn } from '../islands/header.ts'
import { readPerson, storePerson } from '../offline/copies.ts'
import { adoptSeen } from '../offline/recent.ts'
import { showStored } from '../offline/stored-notice.ts'
import type { Wish } from '../worker/worker.ts'
import { afterLoad } from './after-load.ts'

const ME = '/api/v1/me'
const APPS = ['/chat', '/favourites', '/me/ads', '/me/leads']

/** Who signed in before this device remembered it is asked for once. */
const knowPerson = async (): Promise<void> => {
  if ((await readPerson()) !== undefined) return
  const answer = await fetch(ME, { headers: { accept: 'application/json' } })
  const { id } = (answer.ok ? await answer.json() : {}) as Partial<Read<typeof ME>>
  if (id === undefined) return
  await storePerson(id)
  adoptSeen(id, () => localStorage)
}

const shown = (): NonNullable<Wish['shown']> => ({
  address: location.href,
  pictures: [...document.images]
    .filter(({ complete, naturalWidth }) => complete && naturalWidth > 0)
    .map(({ currentSrc }) => currentSrc)
    .filter((picture) => picture.startsWith(`${location.origin}/media/`))
    .map((picture) => new URL(picture).pathname),
})

const start = async (workers: ServiceWorkerContainer): Promise<void> => {
  const wasThere = workers.controller !== null
  // The worker that chat once had of its own would go on answering for its pages.
  for (const old of await workers.getRegistrations())
    if (old.active?.scriptURL.endsWith('/chat-worker.js')) await old.unregister()
  await workers.register('/worker.js', { updateViaCache: 'none' })
  const { active } = await workers.ready
  await known
  const lang = document.documentElement.lang === 'ur' ? '/ur' : ''
  const wish: Wish = {
    apps: isSignedIn() ? APPS.map((path) => lang + path) : [],
    ...(wasThere ? {} : { shown: shown() }),
  }
  active?.postMessage(wish)
  // Whoever has opened the app has seen that there is news.
  await (navigator as { clearAppBadge?: () => Promise<void> }).clearAppBadge?.()
}

showStored()
const known = isSignedIn() ? knowPerson().catch(() => undefined) : Promise.resolve()
const waiting = document.querySelector<HTMLElement>('[data-waiting]')
const showWaiting = async (place: HTMLElement): Promise<void> => {
  await known
  if ((await readPerson()) === undefined) return
  const { startWaiting } = await import('../offline/waiting/notice.ts')
  startWaiting(place)
}
if (waiting) void showWaiting(waiting).catch(() => undefined)
// Only secure pages have workers; private windows may refuse them.
const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
const begin = (): unknown => workers && start(workers).catch(() => undefined)
afterLoad(() =>
  'requestIdleCallback' in globalThis
    ? requestIdleCallback(begin, { timeout: 3_000 })
    : setTimeout(begin, 1_000),
)
