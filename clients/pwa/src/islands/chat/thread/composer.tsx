// Where a message is written or changed: grows to five lines, says when it gets too long.
import { langOf } from '@pk-auto/ui/locale'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Attaching } from '../files/use-attaching.ts'
import { RecordingBar } from '../voice/recording-bar.tsx'
import { VoiceButton } from '../voice/voice-button.tsx'
import { PictureButton } from '../pictures/picture-button.tsx'
import { mayBePhoto } from '../../sell/photos/picked-files.ts'
import type { Island } from '../../island.ts'

const LONGEST = 4_000
/** From here on the letters that are left are counted. */
const COUNTED = 200

export type Editing = { readonly seq: number; readonly text: string }
type Props = {
  readonly island: Island
  readonly words: string
  readonly editing: Editing | undefined
  /** What else can be sent from here. */
  readonly menu: ComponentChildren
  readonly onTyping: (text: string) => void
  readonly attaching: Attaching
  readonly onSend: (text: string) => void
  readonly onCancel: () => void
}

/** With a keyboard of its own, Enter sends. */
const isDesk = (): boolean => matchMedia('(hover: hover) and (pointer: fine)').matches

export const Composer = (props: Props) => {
  const { island, words, editing, menu, attaching, onTyping, onSend, onCancel } = props
  const { recording, sendPictures } = attaching
  const { t } = island
  const [text, setText] = useState(editing?.text ?? words)
  const area = useRef<HTMLTextAreaElement>(null)
  const left = LONGEST - text.length

  useLayoutEffect(() => {
    const element = area.current
    if (!element) return
    element.style.blockSize = 'auto'
    element.style.blockSize = `${element.scrollHeight + 3}px`
  }, [text])
  useEffect(() => {
    if (editing || isDesk()) area.current?.focus()
  }, [])

  const send = (): void => {
    if (text.trim() === '' || left < 0) return
    onSend(text.trim())
    if (!editing) setText('')
    area.current?.focus()
  }
  if (recording.seconds !== undefined) return <RecordingBar {...{ island, recording }} />
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {editing && (
        <p class="editing">
          <span>{t('chat.edit.title')}</span>
          <button class="button text" type="button" onClick={onCancel} data-testid="edit-cancel">
            {t('chat.edit.cancel')}
          </button>
        </p>
      )}
      {!editing && (
        <span class="tools">
          {menu}
          <PictureButton island={island} onPicked={sendPictures} />
          {recording.possible && <VoiceButton island={island} onBegin={recording.begin} />}
        </span>
      )}
      <textarea
        ref={area}
        rows={1}
        // An empty one stands where the language begins.
        dir={text === '' ? undefined : 'auto'}
        lang={text === '' ? undefined : langOf(text)}
        value={text}
        aria-label={t('chat.write')}
        aria-describedby="letters"
        aria-invalid={left < 0}
        placeholder={t('chat.write')}
        onInput={({ currentTarget: { value } }) => {
          setText(value)
          onTyping(value)
        }}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])].filter(mayBePhoto)
          if (editing || files.length === 0) return
          event.preventDefault()
          sendPictures(files)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && editing) onCancel()
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !isDesk()) return
          event.preventDefault()
          send()
        }}
        data-testid="composer"
      />
      <button
        class="button send"
        disabled={text.trim() === '' || left < 0}
        aria-label={t(editing ? 'chat.edit.save' : 'chat.send')}
        data-testid="send"
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden>
          <path
            d={editing ? 'M5 13l4 4L19 7' : 'M4 12l16-7-6 15-3-6-7-2Zm7 2 3-3'}
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
      </button>
      <p
        id="letters"
        class={left < 0 ? 'letters wrong' : 'letters hint'}
        hidden={left > COUNTED}
        data-testid="letters"
      >
        {left < 0 ? t('chat.over', { count: -left }) : t('chat.left', { count: left })}
      </p>
    </form>
  )
}
