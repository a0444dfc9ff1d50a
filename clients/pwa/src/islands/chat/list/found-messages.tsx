// What was found: the words, in which conversation, and when.
import { langOf } from '@pk-auto/ui/locale'
import { formatMoment } from '@pk-auto/ui/moment'
import { sentenceOf } from '../../../api/sentence.ts'
import type { Island } from '../../island.ts'
import { carName, peerName } from '../names.ts'
import { pathOf } from '../use-place.ts'
import type { Search } from './use-search.ts'

type Props = {
  readonly island: Island
  readonly state: NonNullable<Search['state']>
  readonly onOpen: (conv: string, seq: number) => void
}

export const FoundMessages = ({ island, state, onOpen }: Props) => {
  const { t, locale, link } = island
  if (state === 'looking') return <div class="waiting" aria-busy="true" />
  if ('problem' in state)
    return (
      <p class="state" role="alert">
        {sentenceOf(state.problem, t)}
      </p>
    )
  const { items, conversations } = state
  const rows = new Map(conversations.map((row) => [row.id, row]))
  return (
    <>
      <p class="quiet" role="status">
        {t('chat.search.count', { count: items.length })}
      </p>
      {items.length === 0 && (
        <p class="state" data-testid="search-none">
          {t('chat.search.none')}
        </p>
      )}
      <ul class="talks found" data-testid="search-found">
        {items.map(({ conversationId, seq, at, mine, text }) => {
          const row = rows.get(conversationId)
          return (
            <li key={`${conversationId} ${seq}`}>
              <a
                class="talk"
                href={link(pathOf(conversationId, seq))}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return
                  event.preventDefault()
                  onOpen(conversationId, seq)
                }}
                data-testid="search-item"
              >
                <span class="who">
                  <bdi>{peerName(island, row)}</bdi>
                </span>
                <time class="when" dateTime={at}>
                  {formatMoment(new Date(at), new Date(), locale)}
                </time>
                {row?.about && (
                  <span class="car">
                    <bdi>{carName(island, row)}</bdi>
                  </span>
                )}
                <span class="words">
                  {mine && <span>{t('chat.you')} </span>}
                  <bdi lang={langOf(text)}>{text}</bdi>
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </>
  )
}
