// The chats of a person: a phone shows the list or a conversation, a desk both.
import type { Live } from './use-live.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { unreadIn } from '@pk-auto/client-live/core/rows'
import type { Island } from '../island.ts'
import { showUnread } from '../../scripts/unread.ts'
import { ListPane } from './list/list-pane.tsx'
import { LineNotice } from './line-notice.tsx'
import { storeLastPerson } from './last-person.ts'
import { createMediaLinks } from './files/media-links.ts'
import { Thread } from './thread/thread.tsx'
import { useLive } from './use-live.ts'
import { usePlace } from './use-place.ts'

type Props = { readonly island: Island; readonly person: string }

/** The number in the page's head, whenever the list says that it has changed. */
const useHeadBadge = ({ api }: Island, live: Live | undefined): void => {
  const unread = live ? unreadIn(live.state.rows.values()) : undefined
  useEffect(() => {
    if (unread === undefined) return
    void api('GET /me/badges').then((answer) => {
      if (answer.ok && answer.value.messages !== undefined) showUnread(answer.value.messages)
    })
  }, [unread])
}

export const ChatPage = ({ island, person }: Props) => {
  const { t } = island
  const live = useLive(island, person)
  const { conv, go } = usePlace(island)
  const links = useMemo(() => createMediaLinks(island.api), [person])
  useHeadBadge(island, live)
  useEffect(() => storeLastPerson(person), [person])
  const signedOut = live?.state.signedOut === true
  // Signed out in another tab: the gate asks who is here now.
  useEffect(() => void (signedOut && location.reload()), [signedOut])
  if (!live || signedOut) return <div class="waiting" aria-busy="true" />
  return (
    <div class="chat" data-testid="chat" data-open={conv !== undefined}>
      <h1 class="quiet">{t('chat.title')}</h1>
      <section class="pane list" aria-label={t('chat.list')}>
        <p class="title" aria-hidden="true">
          {t('chat.title')}
        </p>
        <LineNotice island={island} state={live.state} />
        <ListPane {...{ island, live }} open={conv} onOpen={go} />
      </section>
      <section class="pane talk-pane" aria-label={t('chat.title')}>
        {conv === undefined ? (
          <div class="state pick">
            <h2>{t('chat.pick.title')}</h2>
            <p>{t('chat.pick.text')}</p>
          </div>
        ) : (
          <Thread
            key={conv}
            {...{ island, live, links, person, conv }}
            onBack={() => go(undefined)}
          />
        )}
      </section>
    </div>
  )
}
