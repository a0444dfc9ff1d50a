// What stands in the place of the words while a voice is recorded.
import { useEffect, useRef } from 'preact/hooks'
import type { Island } from '../../island.ts'
import { clockOf } from './clock.ts'
import type { UseRecording } from './use-recording.ts'

type Props = { readonly island: Island; readonly recording: UseRecording }

export const RecordingBar = ({ island: { t }, recording }: Props) => {
  const send = useRef<HTMLButtonElement>(null)
  useEffect(() => send.current?.focus(), [])
  const time = clockOf((recording.seconds ?? 0) * 1_000)
  return (
    <div
      class="composer recording"
      onKeyDown={({ key }) => key === 'Escape' && recording.cancel()}
      data-testid="recording"
    >
      <button class="button text" onClick={recording.cancel} data-testid="voice-cancel">
        {t('chat.voice.cancel')}
      </button>
      <p>
        <span class="dot" aria-hidden="true" />
        <span class="quiet" role="status">
          {t('chat.voice.recording')}
        </span>
        <time>{time}</time>
      </p>
      <button
        ref={send}
        class="button send"
        aria-label={t('chat.voice.send')}
        onClick={recording.finish}
        data-testid="voice-send"
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden>
          <path
            d="M4 12l16-7-6 15-3-6-7-2Zm7 2 3-3"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
      </button>
    </div>
  )
}
