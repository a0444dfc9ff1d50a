// Asks how much is new for somebody who is signed in: after the page is there, and when they come
// back to it.
import type { Read } from '../../api/api.ts'
import { isSignedIn } from '../../islands/header.ts'
import { afterLoad } from '../after-load.ts'
import { showBadges } from './unread.ts'

const BADGES = '/api/v1/me/badges'
/** How old a number may be that is looked at again. */
const FRESH_MS = 60_000
let askedAt = 0

const ask = async (): Promise<void> => {
  askedAt = Date.now()
  const answer = await fetch(BADGES, { headers: { accept: 'application/json' } })
  const badges = (answer.ok ? await answer.json() : {}) as Partial<Read<typeof BADGES>>
  // The page has a connection of its own by now, which says it at once.
  if ('live' in document.documentElement.dataset) return
  // Counted before the page marked them as read, it may come after that.
  const isRead = document.querySelector('[data-newest][data-read]') !== null
  showBadges(isRead ? { ...badges, notifications: 0 } : badges)
}
// Without a number the link is still a link.
const tryToAsk = (): Promise<void> => ask().catch(() => undefined)
if (isSignedIn()) afterLoad(tryToAsk)
else document.addEventListener('signed-in', () => void tryToAsk())
document.addEventListener('visibilitychange', () => {
  if (isSignedIn() && !document.hidden && Date.now() - askedAt > FRESH_MS) void tryToAsk()
})
