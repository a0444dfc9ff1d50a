// The head of a conversation: who, about which car, the way back, and what can be done with it.
import { langOf } from '@pk-auto/ui/locale'
import type { Row } from '@pk-auto/client-live/frames'
import type { Presence } from '@pk-auto/client-live/client/live-state'
import { ago } from '@pk-auto/ui/measure'
import type { Flag } from '@pk-auto/client-live/ports'
import { useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import { carName, carPrice, carState, hasPage, peerName } from '../names.ts'

type Props = {
  readonly island: Island
  readonly row: Row
  readonly presence: Presence | undefined
  readonly onBack: () => void
  readonly onFlag: (flag: Flag, on: boolean) => void
  readonly onReport: () => void
}

/** Nothing of whom nothing is known. */
const presenceWords = ({ t, locale }: Island, presence: Presence | undefined): string => {
  if (presence?.online) return t('chat.online')
  if (presence?.lastSeenAt === undefined) return ''
  return t('chat.lastSeen', { when: ago(new Date(presence.lastSeenAt), new Date(), locale) })
}

const Car = ({ island, row }: Pick<Props, 'island' | 'row'>) => {
  const { about } = row
  if (!about) return null
  const photo = about.photo?.urls.thumb
  const over = carState(island, row)
  const price = carPrice(island, row)
  const inside = (
    <>
      <span class="thumb">{photo && <img src={photo} alt="" width="44" height="44" />}</span>
      <span>
        <bdi>{carName(island, row)}</bdi>
        {over && (
          <small class="over" data-testid="thread-over">
            {over}
          </small>
        )}
        {price && !over && (
          <small>
            <bdi>{price}</bdi>
          </small>
        )}
      </span>
    </>
  )
  return hasPage(row) ? (
    <a class="car" href={island.link(`/cars/${about.listingId}`)} data-testid="thread-car">
      {inside}
      <span class="quiet">{island.t('chat.car')}</span>
    </a>
  ) : (
    <p class="car" data-testid="thread-car">
      {inside}
    </p>
  )
}

export const ThreadHeader = (props: Props) => {
  const { island, row, presence, onBack, onFlag, onReport } = props
  const { t } = island
  const [open, setOpen] = useState(false)
  const name = peerName(island, row)
  const there = presenceWords(island, presence)
  const choices = [
    ['mute', row.muted, row.muted ? 'chat.unmute' : 'chat.mute'],
    ['archive', row.archived, row.archived ? 'chat.unarchive' : 'chat.archive'],
    ['block', row.blocked, row.blocked ? 'chat.unblock' : 'chat.block'],
  ] as const
  const choose = (flag: Flag, on: boolean): void => {
    if (flag === 'block' && on && !confirm(t('chat.block.confirm', { name }))) return
    setOpen(false)
    onFlag(flag, on)
  }
  return (
    <header class="thread-head">
      <a
        class="back"
        href={island.link('/chat')}
        aria-label={t('chat.back')}
        onClick={(event) => {
          event.preventDefault()
          onBack()
        }}
        data-testid="thread-back"
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden>
          <path d="M15 5l-7 7 7 7" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
      </a>
      <h2 data-testid="thread-peer">
        <bdi lang={langOf(name)}>{name}</bdi>
        {row.peer.badges?.includes('phone-verified') && (
          <span class="verified" title={t('chat.peer.verified')} data-testid="thread-verified">
            <span aria-hidden="true">✓</span>
            <span class="quiet">{t('chat.peer.verified')}</span>
          </span>
        )}
        {there && (
          <small class="there" data-testid="thread-presence" data-online={presence?.online}>
            {there}
          </small>
        )}
        {row.muted && <span class="tag warm">{t('chat.row.muted')}</span>}
      </h2>
      <Car {...{ island, row }} />
      <div
        class="menu"
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
        onFocusOut={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
        }}
      >
        <button
          class="button text"
          aria-label={t('chat.menu')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          data-testid="thread-menu"
        >
          ⋮
        </button>
        {open && (
          <ul class="panel">
            {choices.map(([flag, on, text]) => (
              <li key={flag}>
                <button onClick={() => choose(flag, !on)} data-testid={`thread-${flag}`}>
                  {t(text)}
                </button>
              </li>
            ))}
            <li>
              <button
                onClick={() => {
                  setOpen(false)
                  onReport()
                }}
                data-testid="thread-report"
              >
                {t('chat.report')}
              </button>
            </li>
          </ul>
        )}
      </div>
    </header>
  )
}
