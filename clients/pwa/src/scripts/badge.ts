// Asks once, after the page is there, how many messages are unread.
import { showUnread } from './unread.ts'

const ask = async (): Promise<void> => {
  const answer = await fetch('/api/v1/me/badges', { headers: { accept: 'application/json' } })
  const { messages } = (answer.ok ? await answer.json() : {}) as { readonly messages?: number }
  if (messages !== undefined) showUnread(messages)
}
const later = (): unknown => setTimeout(() => void ask().catch(() => undefined), 0)
// Without a number the link is still a link.
if (document.readyState === 'complete') later()
else addEventListener('load', later)
