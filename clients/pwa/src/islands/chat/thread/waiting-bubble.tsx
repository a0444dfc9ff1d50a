// A message of one's own that the server has not numbered yet, or will not: shown as what they are.
import type { Attached } from '@pk-auto/client-live/core/attached'
import type { Entry } from '@pk-auto/client-live/core/outbox'
import type { MessageKey } from '@pk-auto/ui/words'
import { langOf } from '@pk-auto/ui/locale'
import { isolateNumbers } from '@pk-auto/ui/digits'
import { formatTime } from '@pk-auto/ui/moment'
import type { Island } from '../../island.ts'
import { Picture } from '../pictures/picture.tsx'
import type { MediaLinks } from '../files/media-links.ts'
import { PlaceCard } from '../places/place-card.tsx'
import { VoiceClip } from '../voice/voice-clip.tsx'
import { StateMark } from './state-mark.tsx'

type Props = {
  readonly island: Island
  readonly links: MediaLinks
  readonly entry: Entry
  /** How far its upload has come, from 0 to 1. */
  readonly uploaded: number | undefined
  readonly onAgain: () => void
  readonly onDiscard: () => void
}

type FileProps = {
  readonly island: Island
  readonly links: MediaLinks
  readonly clientId: string
  readonly attached: Attached
}

const WaitingFile = ({ island, links, clientId, attached }: FileProps) => {
  const { mediaId, file } = attached
  const common = { island, links, clientId, mediaId, file }
  if (attached.kind === 'voice') {
    const { durationMs, peaks } = attached
    return <VoiceClip {...{ ...common, durationMs, peaks }} name={island.t('chat.voice.own')} />
  }
  const { width, height } = attached
  return <Picture {...{ ...common, width, height }} alt={island.t('chat.picture.own')} />
}

export const WaitingBubble = (props: Props) => {
  const { island, links, entry, uploaded, onAgain, onDiscard } = props
  const { t, locale } = island
  const { failed, attached } = entry
  const own = `chat.failed.${failed ?? ''}` as MessageKey
  const general = attached ? 'chat.failed.file' : 'chat.failed'
  const reason = t(own) === own ? t(general) : t(own)
  const uploads = attached && attached.mediaId === undefined && failed === undefined
  return (
    <li class="mine">
      <div
        class="bubble waits"
        data-testid="bubble-waiting"
        data-client-id={entry.clientId}
        data-failed={failed ?? ''}
      >
        <span class="quiet">{t('chat.you.label')}: </span>
        {attached ? (
          <WaitingFile {...{ island, links, attached }} clientId={entry.clientId} />
        ) : entry.place ? (
          <PlaceCard island={island} place={entry.place} />
        ) : (
          <p dir="auto" lang={langOf(entry.text)}>
            {isolateNumbers(entry.text)}
          </p>
        )}
        {uploads && <progress value={uploaded ?? 0} aria-label={t('chat.picture.uploading')} />}
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
