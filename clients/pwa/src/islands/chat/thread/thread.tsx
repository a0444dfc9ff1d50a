// One conversation: what was said, what waits, and where the next words are written.
import { oldestOf } from '@pk-auto/client-live/core/log'
import type { Flag } from '@pk-auto/client-live/ports'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { sentenceOf } from '../../../api/sentence.ts'
import type { Island } from '../../island.ts'
import { ConnectionNotice } from '../connection-notice.tsx'
import { peerName } from '../names.ts'
import { ComposerMenu } from '../offers/composer-menu.tsx'
import { MakeOffer } from '../offers/make-offer.tsx'
import { useOffering } from '../offers/use-offering.ts'
import type { MediaLinks } from '../files/media-links.ts'
import { useAttaching } from '../files/use-attaching.ts'
import type { Live } from '../use-live.ts'
import type { At } from '../use-place.ts'
import { readWords, storeWords } from '../words-store.ts'
import { Composer, type Editing } from './composer.tsx'
import { Lines } from './lines.tsx'
import { newestOf } from './reading/newest.ts'
import { useFound } from './reading/use-found.ts'
import { useReading } from './reading/use-reading.ts'
import { useScroll } from './reading/use-scroll.ts'
import { ThreadHeader } from './thread-header.tsx'
import { linesOf } from './thread-lines.ts'
import { ThreadProblem } from './thread-problem.tsx'
import { useReport } from './use-report.tsx'

type Props = {
  readonly island: Island
  readonly live: Live
  readonly links: MediaLinks
  readonly person: string
  readonly conv: string
  /** The message that was looked for. */
  readonly at: At | undefined
  readonly onBack: () => void
}

export const Thread = ({ island, live, links, person, conv, at, onBack }: Props) => {
  const { t } = island
  const { client, state } = live
  const [editing, setEditing] = useState<Editing>()
  const [error, setError] = useState('')
  useEffect(() => client.open(conv), [client, conv])
  const thread = state.threads.get(conv)
  const row = state.rows.get(conv)
  const log = thread?.log
  const entries = state.entries.filter((entry) => entry.conv === conv)
  const lines = useMemo(() => (log ? linesOf(log, entries) : []), [log, state.entries])
  const newest = useMemo(() => newestOf(island, lines, person), [lines])
  const own = entries.length
  const scroll = useScroll(log ? oldestOf(log) : 0, lines.at(-1)?.key, own)
  const ready = thread?.reading === false
  const reading = useReading({ client, conv, newest, inSight: scroll.atEnd, ready })
  const onProblem = (problem: Parameters<typeof sentenceOf>[0]): void =>
    setError(sentenceOf(problem, t))
  const found = useFound({ client, conv, at, ready, scroll, onProblem })
  const name = peerName(island, row)
  const offering = useOffering(island, row, lines)
  const attaching = useAttaching({ island, client, conv, onProblem: setError })
  const report = useReport(island, conv)
  const typing = (thread?.typingUntil ?? 0) > Date.now()

  if (!thread || (thread.reading && lines.length === 0))
    return <div class="waiting" aria-busy="true" />
  if (thread.problem && lines.length === 0)
    return (
      <ThreadProblem
        {...{ island, onBack }}
        problem={thread.problem}
        onAgain={() => client.again(conv)}
      />
    )
  type Change = Awaited<ReturnType<typeof client.flag>>
  const change = async (answer: Promise<Change>): Promise<boolean> => {
    setError('')
    const done = await answer
    if (!done.ok) onProblem(done)
    return done.ok
  }
  const send = (text: string): void => {
    if (!editing) {
      storeWords(person, conv, '')
      return void client.send(conv, text)
    }
    void change(client.edit(conv, editing.seq, text)).then((ok) => ok && setEditing(undefined))
  }
  const remove = (seq: number): void => {
    if (confirm(t('chat.delete.confirm'))) void change(client.remove(conv, seq))
  }
  const older = oldestOf(thread.log) > 1
  return (
    <article class="thread" aria-label={t('chat.thread', { name })} data-testid="thread">
      {row && (
        <ThreadHeader
          {...{ island, row, onBack }}
          presence={state.presence.get(row.peer.id)}
          onFlag={(flag: Flag, on) => void change(client.flag(conv, flag, on))}
          onReport={report.begin}
        />
      )}
      {report.sheet}
      <ConnectionNotice island={island} state={state} />
      <div
        class="scroll messages"
        ref={scroll.box}
        role="region"
        tabIndex={0}
        aria-label={t('chat.thread', { name })}
        onScroll={() => {
          scroll.onScroll()
          if (older && (scroll.box.current?.scrollTop ?? 1) < 1) void client.fetchOlder(conv)
        }}
        data-testid="messages"
      >
        {older && (
          <button
            class="button text"
            disabled={thread.fetching}
            onClick={() => void client.fetchOlder(conv)}
            data-testid="older"
          >
            {t(thread.fetching ? 'chat.older.loading' : 'chat.older')}
          </button>
        )}
        {lines.length === 0 && (
          <div class="state">
            <h3>{t('chat.quiet.title')}</h3>
            <p>{t('chat.quiet.text')}</p>
          </div>
        )}
        <Lines
          {...{ island, live, links, person, row, conv, lines, found }}
          onEdit={setEditing}
          onDelete={remove}
        />
      </div>
      <p class="typing" hidden={!typing} data-testid="typing">
        {t('chat.typing', { name })}
      </p>
      {(reading.unseen || (found !== undefined && !scroll.atEnd)) && (
        <button class="button newer" onClick={scroll.toEnd} data-testid="newer">
          {t(reading.unseen ? 'chat.newer' : 'chat.newest')} ↓
        </button>
      )}
      <p class="quiet" aria-live="polite" data-testid="announced">
        {reading.announced && t('chat.new', { name, text: reading.announced.text })}
      </p>
      <p class="notice bad line" role="alert" hidden={error === ''} data-testid="thread-error">
        {error}
      </p>
      {offering.form && !row?.blocked && (
        <MakeOffer
          {...{ island, ...offering.form }}
          onDone={() => {
            offering.end()
            scroll.toEnd()
            // The form that had the focus is gone.
            scroll.box.current?.focus()
          }}
        />
      )}
      {row?.blocked ? (
        <p class="notice warm line" data-testid="thread-blocked">
          {t('chat.blocked', { name })}{' '}
          <button
            class="button text"
            onClick={() => void change(client.flag(conv, 'block', false))}
          >
            {t('chat.unblock')}
          </button>
        </p>
      ) : (
        <Composer
          key={editing?.seq ?? 0}
          {...{ island, editing, attaching }}
          menu={
            <ComposerMenu
              {...{ island, attaching }}
              onOffer={offering.possible ? offering.begin : undefined}
            />
          }
          words={readWords(person, conv)}
          onTyping={(text) => {
            client.typing(conv)
            if (!editing) storeWords(person, conv, text)
          }}
          onSend={send}
          onCancel={() => setEditing(undefined)}
        />
      )}
    </article>
  )
}
