// A person's conversations, the newest words first; the archived ones behind a button.
import { sortedRows } from '@pk-auto/client-live/core/rows'
import { useState } from 'preact/hooks'
import { sentenceOf } from '../../../api/sentence.ts'
import type { Island } from '../../island.ts'
import { KIND_WORDS } from '../names.ts'
import type { Live } from '../use-live.ts'
import { ConversationRow } from './conversation-row.tsx'

type Props = {
  readonly island: Island
  readonly live: Live
  readonly open: string | undefined
  readonly onOpen: (conv: string) => void
}
/** A first page of the list; shorter means that there are no more. */
const PAGE = 30

export const ConversationList = ({ island, live, open, onOpen }: Props) => {
  const { t, link } = island
  const { client, state } = live
  const [archive, setArchive] = useState(false)
  const rows = sortedRows(state.rows)
  const archived = rows.filter((row) => row.archived)
  const shown = archive ? archived : rows.filter((row) => !row.archived)
  const waitingIn = (conv: string): string | undefined => {
    const entry = state.entries.findLast((one) => one.conv === conv)
    if (entry?.place) return t(KIND_WORDS.place)
    return entry?.attached ? t(KIND_WORDS[entry.attached.kind]) : entry?.text
  }

  if (state.listProblem && rows.length === 0)
    return (
      <div class="state" role="alert">
        <p>{sentenceOf(state.listProblem, t)}</p>
        <button class="button" onClick={() => void client.moreRows()}>
          {t('results.retry')}
        </button>
      </div>
    )
  if (!state.listed) return <div class="waiting" aria-busy="true" />
  if (rows.length === 0)
    return (
      <div class="state" data-testid="chat-empty">
        <h2>{t('chat.empty.title')}</h2>
        <p>{t('chat.empty.text')}</p>
        <a class="button" href={link('/cars')}>
          {t('chat.empty.action')}
        </a>
      </div>
    )
  return (
    <>
      <ul class="talks" data-testid="talks">
        {shown.map((row) => (
          <ConversationRow
            key={row.id}
            {...{ island, row }}
            open={row.id === open}
            waiting={waitingIn(row.id)}
            onOpen={() => onOpen(row.id)}
          />
        ))}
      </ul>
      {archive && archived.length === 0 && <p class="hint pad">{t('chat.archived.none')}</p>}
      <div class="more">
        {(archive || archived.length > 0) && (
          <button
            class="button text"
            onClick={() => setArchive(!archive)}
            data-testid="chat-archived"
          >
            {archive
              ? t('chat.archived.back')
              : t('chat.archived.show', { count: archived.length })}
          </button>
        )}
        {rows.length >= PAGE && !state.listComplete && (
          <button
            class="button plain"
            onClick={() => void client.moreRows()}
            data-testid="chat-more"
          >
            {t('chat.more')}
          </button>
        )}
      </div>
    </>
  )
}
