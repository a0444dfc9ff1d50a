// One message: what it says, its time, how far it has come, and what its writer can still do.
import type { Message } from '@pk-auto/client-live/core/log'
import { formatTime } from '@pk-auto/ui/moment'
import { riskIn } from '@pk-auto/ui/risky/words'
import { useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import type { MediaLinks } from '../files/media-links.ts'
import { MessageContent } from './message-content.tsx'
import { StateMark } from './state-mark.tsx'
import { isChangeable, type Sent } from './thread-lines.ts'

type Props = {
  readonly island: Island
  readonly links: MediaLinks
  readonly message: Message
  readonly mine: boolean
  readonly name: string
  readonly state: Sent
  /** It was looked for. */
  readonly found: boolean
  readonly onEdit: () => void
  readonly onDelete: () => void
}

/** A hint to the receiver alone; nothing is held back. */
const Nudge = ({ island, text }: { readonly island: Island; readonly text: string }) => {
  const risk = riskIn(text)
  return risk ? (
    <aside class="nudge" data-testid="nudge" data-risk={risk}>
      <strong>{island.t('chat.risk.title')}</strong> {island.t(`chat.risk.${risk}`)}
    </aside>
  ) : null
}

export const Bubble = (props: Props) => {
  const { island, links, message, mine, name, state, found, onEdit, onDelete } = props
  const { t, locale } = island
  const [open, setOpen] = useState(false)
  const changeable = mine && isChangeable(message, Date.now())
  return (
    <li class={mine ? 'mine' : 'theirs'}>
      <div
        class={`bubble ${message.deleted ? 'gone' : ''} ${found ? 'found' : ''}`}
        tabIndex={-1}
        data-testid="bubble"
        data-seq={message.seq}
        data-mine={mine}
      >
        <span class="quiet">{mine ? t('chat.you.label') : name}: </span>
        <MessageContent {...{ island, links, message, mine, name }} />
        <span class="foot">
          {message.edited && !message.deleted && <small>{t('chat.edited')}</small>}
          <time dateTime={message.at}>{formatTime(new Date(message.at), locale)}</time>
          {mine && !message.deleted && <StateMark island={island} state={state} />}
          {changeable && (
            <button
              class="dots"
              type="button"
              aria-label={t('chat.actions')}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              data-testid="bubble-actions"
            >
              ⋯
            </button>
          )}
        </span>
      </div>
      {open && changeable && (
        <span class="ways">
          {message.content === 'text' && (
            <button
              class="button text"
              onClick={() => {
                setOpen(false)
                onEdit()
              }}
              data-testid="bubble-edit"
            >
              {t('chat.edit')}
            </button>
          )}
          <button class="button text" onClick={onDelete} data-testid="bubble-delete">
            {t('chat.delete')}
          </button>
        </span>
      )}
      {!mine && !message.deleted && <Nudge island={island} text={message.text} />}
    </li>
  )
}
