// A voice in a bubble: its shape, its length, and a player that a keyboard can use, too.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { MediaLinks } from '../files/media-links.ts'
import type { Island } from '../../island.ts'
import { clockOf } from './clock.ts'

type Props = {
  readonly island: Island
  readonly links: MediaLinks
  readonly clientId: string | undefined
  readonly mediaId: string | undefined
  readonly file?: Blob
  readonly durationMs: number
  readonly peaks: readonly number[]
  /** Whose it is. */
  readonly name: string
}

/** One that begins ends the others. */
const PLAYS = 'voice-plays'

const bars = (peaks: readonly number[]): string =>
  peaks.map((peak, i) => `M${i * 3 + 1.5} ${16 - peak / 18}V${16 + peak / 18 + 1}`).join('')

export const VoiceClip = (props: Props) => {
  const { island, links, clientId, mediaId, file, durationMs, peaks, name } = props
  const { t } = island
  const [playing, setPlaying] = useState(false)
  const [atMs, setAtMs] = useState(0)
  const [problem, setProblem] = useState<'gone' | 'failed'>()
  const audio = useRef<HTMLAudioElement>()

  const ready = async (): Promise<HTMLAudioElement | undefined> => {
    const local = links.local(clientId, file)
    const link = local ?? (mediaId === undefined ? 'gone' : await links.link(mediaId))
    if (link === undefined || link === 'gone') {
      setProblem(link ?? 'failed')
      return undefined
    }
    const src = typeof link === 'string' ? link : link.url
    const player = (audio.current ??= new Audio())
    if (player.src !== src) player.src = src
    player.ontimeupdate = () => setAtMs(player.currentTime * 1_000)
    player.onended = () => setAtMs(0)
    player.onplay = () => setPlaying(true)
    player.onpause = () => setPlaying(false)
    player.onerror = () => setProblem('failed')
    return player
  }
  const toggle = async (): Promise<void> => {
    setProblem(undefined)
    if (playing) return audio.current?.pause()
    const player = await ready()
    if (!player) return
    document.dispatchEvent(new CustomEvent(PLAYS, { detail: player }))
    if (Math.abs(player.currentTime * 1_000 - atMs) > 500) player.currentTime = atMs / 1_000
    await player.play().catch(() => setProblem('failed'))
  }
  const seek = (ms: number): void => {
    setAtMs(ms)
    if (audio.current) audio.current.currentTime = ms / 1_000
  }
  useEffect(() => {
    const other = (event: Event): void => {
      if ((event as CustomEvent).detail !== audio.current) audio.current?.pause()
    }
    document.addEventListener(PLAYS, other)
    return () => {
      document.removeEventListener(PLAYS, other)
      audio.current?.pause()
    }
  }, [])

  const shown = playing || atMs > 0 ? atMs : durationMs
  return (
    <div class="voice" role="group" aria-label={name} data-testid="voice" data-playing={playing}>
      <button
        class="button plain"
        type="button"
        aria-label={t(playing ? 'chat.voice.pause' : 'chat.voice.play')}
        onClick={() => void toggle()}
        data-testid="voice-play"
      >
        <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden>
          <path d={playing ? 'M7 5h4v14H7zM13 5h4v14h-4z' : 'M8 5l11 7-11 7Z'} />
        </svg>
      </button>
      <span class="wave">
        <svg viewBox={`0 0 ${peaks.length * 3} 33`} preserveAspectRatio="none" aria-hidden>
          <path d={bars(peaks)} stroke="currentColor" stroke-width="2" stroke-linecap="round" />
        </svg>
        <input
          type="range"
          min={0}
          max={durationMs}
          step={100}
          value={Math.min(atMs, durationMs)}
          aria-label={t('chat.voice.position')}
          aria-valuetext={clockOf(atMs)}
          onInput={({ currentTarget }) => seek(Number(currentTarget.value))}
          data-testid="voice-position"
        />
      </span>
      <time>{clockOf(shown)}</time>
      {problem && (
        <p class="wrong" role="alert" data-testid="voice-problem">
          {t(problem === 'gone' ? 'chat.voice.gone' : 'chat.voice.failed')}
        </p>
      )}
    </div>
  )
}
