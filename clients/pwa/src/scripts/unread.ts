// Numbers of what is new in the head of every page of someone who is signed in.

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

/** Unread messages, absolute; 0 shows none. */
export const showUnread = (count: number): void => show('nav-chat', count)

/** Unread notifications, absolute; 0 shows none. */
export const showNews = (count: number): void => show('nav-news', count)
