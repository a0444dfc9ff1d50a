// The lines of a conversation, each as what it is.
import type { Row } from '@pk-auto/client-live/frames'
import { formatDay } from '@pk-auto/ui/moment'
import type { Island } from '../../island.ts'
import { peerName } from '../names.ts'
import { OfferLine } from '../offers/offer-line.tsx'
import type { MediaLinks } from '../files/media-links.ts'
import type { Live } from '../use-live.ts'
import { Bubble } from './bubble.tsx'
import type { Editing } from './composer.tsx'
import { noteText } from './note-text.ts'
import { type Line, sentState } from './thread-lines.ts'
import { WaitingBubble } from './waiting-bubble.tsx'

type Props = {
  readonly island: Island
  readonly live: Live
  readonly links: MediaLinks
  readonly person: string
  readonly row: Row | undefined
  readonly conv: string
  readonly lines: readonly Line[]
  /** The number of the message that was looked for. */
  readonly found: number | undefined
  readonly onEdit: (editing: Editing) => void
  readonly onDelete: (seq: number) => void
}

export const Lines = (props: Props) => {
  const { island, live, links, person, row, conv, lines, found, onEdit, onDelete } = props
  const { client, state } = live
  const { t, locale } = island
  const name = peerName(island, row)
  const now = new Date()
  return (
    <ol class="lines" data-testid="lines">
      {lines.map((line) => {
        if (line.kind === 'day')
          return (
            <li key={line.key} class="day">
              <time dateTime={line.at}>{formatDay(new Date(line.at), now, locale)}</time>
            </li>
          )
        if (line.kind === 'hole')
          return (
            <li key={line.key} class="hole" data-testid="hole">
              {t('chat.hole')}{' '}
              <button
                class="button text"
                onClick={() => {
                  // Whoever comes from further up reads on from there.
                  const down = found !== undefined && line.hole.from > found
                  void client.fillHole(conv, line.hole, down)
                }}
                data-testid="hole-load"
              >
                {t('chat.hole.load')}
              </button>
            </li>
          )
        if (line.kind === 'waiting')
          return (
            <WaitingBubble
              key={line.key}
              {...{ island, links }}
              entry={line.entry}
              uploaded={state.uploads.get(line.entry.clientId)}
              onAgain={() => void client.sendAgain(line.entry.clientId)}
              onDiscard={() => void client.discard(line.entry.clientId)}
            />
          )
        if (line.kind === 'note')
          return (
            <li key={line.key} class="note" data-testid="note" data-note={line.note.code}>
              {noteText(t, line.note)}
            </li>
          )
        if (line.kind === 'offer')
          return (
            <OfferLine
              key={line.key}
              {...{ island, row, name }}
              offer={line.offer}
              mine={line.offer.actor === person}
            />
          )
        const { message } = line
        return (
          <Bubble
            key={line.key}
            {...{ island, links, message, name }}
            found={message.seq === found}
            mine={message.actor === person}
            state={sentState(message.seq, row)}
            onEdit={() => onEdit({ seq: message.seq, text: message.text })}
            onDelete={() => onDelete(message.seq)}
          />
        )
      })}
    </ol>
  )
}
