// Begins to record a voice.
import type { Island } from '../../island.ts'

type Props = { readonly island: Island; readonly onBegin: () => void }

export const VoiceButton = ({ island: { t }, onBegin }: Props) => (
  <button
    class="button text tool"
    type="button"
    aria-label={t('chat.voice.record')}
    title={t('chat.voice.record')}
    onClick={onBegin}
    data-testid="voice-record"
  >
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden>
      <path
        d="M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5 11a7 7 0 0 0 14 0M12 18v3"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  </button>
)
