// Numbers of what is new in the head of every page of someone who is signed in.

type Badges = {
  readonly messages?: number
  readonly notifications?: number
  readonly leads?: number
}

const show = (testId: string, count: number): void => {
  for (const link of document.querySelectorAll<HTMLElement>(`[data-testid=${testId}]`)) {
    const badge = link.querySelector<HTMLElement>('.badge')
    if (!badge) continue
    badge.hidden = count === 0
    badge.textContent = count > 99 ? '99+' : String(count)
    link.dataset['unread'] = String(count)
    const name = (count === 0 ? link.title : link.dataset['name'])?.replace('{count}', `${count}`)
    if (name) link.setAttribute('aria-label', name)
  }
}

/** Unread notifications, absolute; 0 shows none. */
export const showNews = (count: number): void => show('nav-news', count)

/** Absolute; 0 shows none, and what is not named stays as it is. */
export const showBadges = ({ messages, notifications, leads }: Badges): void => {
  if (messages !== undefined) show('nav-chat', messages)
  if (notifications !== undefined) showNews(notifications)
  if (leads === undefined) return
  show('nav-account', leads)
  show('tab-leads', leads)
}
