// What a message says: its words, or its picture.
import type { Message } from '@pk-auto/client-live/core/log'
import { langOf } from '@pk-auto/ui/locale'
import type { Island } from '../../island.ts'
import { Picture } from '../pictures/picture.tsx'
import type { Pictures } from '../pictures/pictures.ts'

type Props = {
  readonly island: Island
  readonly pictures: Pictures
  readonly message: Message
  readonly mine: boolean
  readonly name: string
}

const textOf = ({ t }: Island, { deleted, content, text }: Message): string => {
  if (deleted) return t('chat.deleted')
  return content === 'text' ? text : t('chat.kind.unknown')
}

export const MessageContent = ({ island, pictures, message, mine, name }: Props) => {
  const { t, locale } = island
  const { content, deleted, text, media, clientId } = message
  if (content === 'image' && !deleted)
    return (
      <Picture
        {...{ island, pictures, clientId }}
        mediaId={media?.id}
        width={media?.width ?? 0}
        height={media?.height ?? 0}
        alt={mine ? t('chat.picture.own') : t('chat.picture.of', { name })}
      />
    )
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
