// What a message says: its words, its picture, its voice or its place.
import type { Message } from '@pk-auto/client-live/core/log'
import { langOf } from '@pk-auto/ui/locale'
import { isolateNumbers } from '@pk-auto/ui/digits'
import type { Island } from '../../island.ts'
import { PlaceCard } from '../places/place-card.tsx'
import { VoiceClip } from '../voice/voice-clip.tsx'
import { Picture } from '../pictures/picture.tsx'
import type { MediaLinks } from '../files/media-links.ts'

type Props = {
  readonly island: Island
  readonly links: MediaLinks
  readonly message: Message
  readonly mine: boolean
  readonly name: string
}

const textOf = ({ t }: Island, { deleted, content, text }: Message): string => {
  if (deleted) return t('chat.deleted')
  return content === 'text' ? isolateNumbers(text) : t('chat.kind.unknown')
}

export const MessageContent = ({ island, links, message, mine, name }: Props) => {
  const { t, locale } = island
  const { content, deleted, text, media, clientId } = message
  if (content === 'image' && !deleted)
    return (
      <Picture
        {...{ island, links, clientId }}
        mediaId={media?.id}
        width={media?.width ?? 0}
        height={media?.height ?? 0}
        alt={mine ? t('chat.picture.own') : t('chat.picture.of', { name })}
      />
    )
  if (content === 'voice' && !deleted)
    return (
      <VoiceClip
        {...{ island, links, clientId }}
        mediaId={media?.id}
        durationMs={media?.durationMs ?? 0}
        peaks={media?.peaks ?? []}
        name={mine ? t('chat.voice.own') : t('chat.voice.of', { name })}
      />
    )
  if (content === 'place' && !deleted) return <PlaceCard island={island} place={message.place} />
  return (
    <p
      dir="auto"
      lang={content !== 'text' || deleted ? locale : langOf(text)}
      data-testid="bubble-text"
    >
      {textOf(island, message)}
    </p>
  )
}
