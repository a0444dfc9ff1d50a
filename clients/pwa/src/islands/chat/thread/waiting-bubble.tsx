// Words of one's own that the server has not numbered yet, or will not: shown as what they are.
import type { Entry } from '@pk-auto/client-live/core/outbox'
import type { MessageKey } from '@pk-auto/ui/words'
import { langOf } from '@pk-auto/ui/locale'
import { formatTime } from '@pk-auto/ui/moment'
import type { Island } from '../../island.ts'
import { StateMark } from './state-mark.tsx'

type Props = {
  readonly island: Island
  readonly entry: Entry
  readonly onAgain: () => void
  readonly onDiscard: () => void
}

export const WaitingBubble = ({ island, entry, onAgain, onDiscard }: Props) => {
  const { t, locale } = island
  const { failed } = entry
  const own = `chat.failed.${failed ?? ''}` as MessageKey
  const reason = t(own) === own ? t('chat.failed') : t(own)
  return (
    <li class="mine">
      <div
        class="bubble waits"
        data-testid="bubble-waiting"
        data-client-id={entry.clientId}
        data-failed={failed ?? ''}
      >
        <span class="quiet">{t('chat.you.label')}: </span>
        <p dir="auto" lang={langOf(entry.text)}>
          {entry.text}
        </p>
        <span class="foot">
          <time dateTime={entry.at}>{formatTime(new Date(entry.at), locale)}</time>
          <StateMark island={island} state={failed === undefined ? 'queued' : 'failed'} />
        </span>
      </div>
      {failed !== undefined && (
        <div class="failed" role="alert">
          <p class="wrong">{reason}</p>
          <span class="ways">
            <button class="button text" onClick={onAgain} data-testid="send-again">
              {t('chat.failed.again')}
            </button>
            <button class="button text" onClick={onDiscard} data-testid="discard">
              {t('chat.failed.discard')}
            </button>
          </span>
        </div>
      )}
    </li>
  )
}
