// The chats of a person: a phone shows the list or a conversation, a desk both.
import { useEffect, useMemo } from 'preact/hooks'
import type { Island } from '../island.ts'
import { AnnouncedNews } from './head/announced-news.tsx'
import { useHead } from './head/use-head.ts'
import { ListPane } from './list/list-pane.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { storeLastPerson } from './last-person.ts'
import { createMediaLinks } from './files/media-links.ts'
import { Thread } from './thread/thread.tsx'
import { useLive } from './use-live.ts'
import { usePlace } from './use-place.ts'
import { useWith } from './use-with.ts'
import { WithProblem } from './with-problem.tsx'

type Props = { readonly island: Island; readonly person: string }

export const ChatPage = ({ island, person }: Props) => {
  const { t } = island
  const live = useLive(island, person)
  const { conv, at, go, replace } = usePlace(island)
  const asked = useWith(island, replace)
  const links = useMemo(() => createMediaLinks(island.api), [person])
  useHead(island, live)
  useEffect(() => storeLastPerson(person), [person])
  const signedOut = live?.state.signedOut === true
  // Signed out in another tab: the gate asks who is here now.
  useEffect(() => void (signedOut && location.reload()), [signedOut])
  if (!live || signedOut) return <div class="waiting" aria-busy="true" />
  return (
    <div
      class="chat"
      data-testid="chat"
      data-open={conv !== undefined || asked.person !== undefined}
    >
      <AnnouncedNews {...{ island, live }} />
      <section class="pane list" aria-label={t('chat.list')}>
        <p class="title" aria-hidden="true">
          {t('chat.title')}
        </p>
        <ConnectionNotice island={island} state={live.state} />
        <ListPane {...{ island, live }} open={conv} onOpen={go} />
      </section>
      <section class="pane talk-pane" aria-label={t('chat.title')}>
        {asked.person !== undefined ? (
          <WithProblem {...{ island, asked }} />
        ) : conv === undefined ? (
          <div class="state pick">
            <h2>{t('chat.pick.title')}</h2>
            <p>{t('chat.pick.text')}</p>
          </div>
        ) : (
          <Thread
            key={conv}
            {...{ island, live, links, person, conv, at }}
            onBack={() => go(undefined)}
          />
        )}
      </section>
    </div>
  )
}
