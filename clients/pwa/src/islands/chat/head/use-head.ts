// The numbers in the head of the page, while it has a connection: as the socket sends them, or
// asked for whenever the list says that something has changed.
import { unreadIn } from '@pk-auto/client-live/core/rows'
import { useEffect } from 'preact/hooks'
import { showBadges } from '../../../scripts/news/unread.ts'
import type { Island } from '../../island.ts'
import type { Live } from '../use-live.ts'

export const useHead = ({ api }: Island, live: Live | undefined): void => {
  const badges = live?.state.badges
  useEffect(() => {
    if (!badges) return
    // What was asked for when the page came may be answered after that, and be older.
    document.documentElement.dataset['live'] = ''
    showBadges(badges)
  }, [badges])
  const unread = live?.state.status === 'by-http' ? unreadIn(live.state.rows.values()) : undefined
  useEffect(() => {
    if (unread === undefined) return
    void api('GET /me/badges').then((answer) => {
      if (answer.ok) showBadges(answer.value)
    })
  }, [unread])
}
