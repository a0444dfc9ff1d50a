// One conversation in the list: the car, the person, the last words and what is new.
import type { Row } from '@pk-auto/client-live/frames'
import { langOf } from '@pk-auto/ui/locale'
import { formatMoment } from '@pk-auto/ui/moment'
import { isolateNumbers } from '@pk-auto/ui/digits'
import type { Island } from '../../island.ts'
import { carName, carPrice, KIND_WORDS, peerName } from '../names.ts'
import { offerPreview } from '../offers/offer-words.ts'

type Props = {
  readonly island: Island
  readonly row: Row
  readonly open: boolean
  /** Words of this device that wait to be sent here. */
  readonly waiting: string | undefined
  readonly onOpen: () => void
}

const previewOf = (island: Island, last: Row['last']): string => {
  if (last?.type === 'deleted') return island.t('chat.row.deleted')
  if (last?.kind && last.kind !== 'text') return island.t(KIND_WORDS[last.kind])
  return last?.offer ? offerPreview(island, last.offer) : isolateNumbers(last?.preview ?? '')
}

export const ConversationRow = ({ island, row, open, waiting, onOpen }: Props) => {
  const { t, locale, link } = island
  const { about, last, unread, muted, blocked } = row
  const photo = about?.photo?.urls.thumb
  const price = carPrice(island, row)
  const preview = previewOf(island, last)
  const own = last?.mine && last.offer?.step !== 'expired'
  return (
    <li>
      <a
        class="talk"
        href={link(`/chat/${row.id}`)}
        aria-current={open ? 'page' : undefined}
        data-testid="talk"
        data-id={row.id}
        data-unread={unread}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          onOpen()
        }}
      >
        <span class="thumb">
          {photo && <img src={photo} alt="" width="64" height="64" loading="lazy" />}
        </span>
        <span class="who">
          <bdi>{peerName(island, row)}</bdi>
        </span>
        {last && (
          <time class="when" dateTime={last.at}>
            {formatMoment(new Date(last.at), new Date(), locale)}
          </time>
        )}
        {about && (
          <span class="car">
            <bdi>{carName(island, row)}</bdi>
            {price && (
              <b>
                <bdi>{price}</bdi>
              </b>
            )}
          </span>
        )}
        <span class="words">
          {waiting === undefined ? (
            <>
              {own && <span>{t('chat.you')} </span>}
              <bdi lang={preview ? langOf(preview) : undefined}>{preview}</bdi>
            </>
          ) : (
            <>
              <span class="wait">{t('chat.row.waiting')}: </span>
              <bdi lang={langOf(waiting)}>{waiting}</bdi>
            </>
          )}
        </span>
        <span class="marks">
          {muted && <span class="tag warm">{t('chat.row.muted')}</span>}
          {blocked && <span class="tag warm">{t('chat.row.blocked')}</span>}
          {unread > 0 && !open && (
            <span class={`count ${muted ? 'calm' : ''}`}>
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span class="quiet">{t('chat.row.unread', { count: unread })}</span>
            </span>
          )}
        </span>
      </a>
    </li>
  )
}
