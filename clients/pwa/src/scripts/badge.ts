// Asks once, after the page is there, how much is new.
import { showBadges } from './unread.ts'

const ask = async (): Promise<void> => {
  const answer = await fetch('/api/v1/me/badges', { headers: { accept: 'application/json' } })
  const badges = (answer.ok ? await answer.json() : {}) as Parameters<typeof showBadges>[0]
  // The page has a line of its own by now, which says it at once.
  if ('live' in document.documentElement.dataset) return
  // Counted before the page marked them as read, it may come after that.
  const isRead = document.querySelector('[data-newest][data-read]') !== null
  showBadges(isRead ? { ...badges, notifications: 0 } : badges)
}
const later = (): unknown => setTimeout(() => void ask().catch(() => undefined), 0)
// Without a number the link is still a link.
if (document.readyState === 'complete') later()
else addEventListener('load', later)
