// Asks once, after the page is there, how much is new.
import { showNews, showUnread } from './unread.ts'

type Badges = { readonly messages?: number; readonly notifications?: number }

const ask = async (): Promise<void> => {
  const answer = await fetch('/api/v1/me/badges', { headers: { accept: 'application/json' } })
  const { messages, notifications } = (answer.ok ? await answer.json() : {}) as Badges
  if (messages !== undefined) showUnread(messages)
  // Counted before the page marked them as read, it may come after that.
  const isRead = document.querySelector('[data-newest][data-read]') !== null
  if (notifications !== undefined && !isRead) showNews(notifications)
}
const later = (): unknown => setTimeout(() => void ask().catch(() => undefined), 0)
// Without a number the link is still a link.
if (document.readyState === 'complete') later()
else addEventListener('load', later)
