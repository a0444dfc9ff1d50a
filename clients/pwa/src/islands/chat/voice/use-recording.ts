// A recording as a hook: begun by a tap, ended by another, or by itself after three minutes.
import type { Picked } from '@pk-auto/client-live/core/attached'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Recording } from './recorder.ts'
import { recordingType } from './recording-type.ts'

/** A little less than is taken. */
const LONGEST_S = 178

export type UseRecording = {
  /** Undefined while nothing is recorded. */
  readonly seconds: number | undefined
  /** Whether this browser can record at all. */
  readonly possible: boolean
  readonly begin: () => void
  readonly finish: () => void
  readonly cancel: () => void
}

type Done = {
  readonly onRecorded: (picked: Picked) => void
  readonly onRefused: () => void
}

export const useRecording = ({ onRecorded, onRefused }: Done): UseRecording => {
  const [seconds, setSeconds] = useState<number>()
  const recording = useRef<Recording>()
  const cancel = (): void => {
    recording.current?.cancel()
    recording.current = undefined
    setSeconds(undefined)
  }
  const finish = (): void => {
    const ended = recording.current
    recording.current = undefined
    setSeconds(undefined)
    void ended?.stop().then((picked) => picked && onRecorded(picked))
  }
  const begin = async (): Promise<void> => {
    try {
      const { startRecording } = await import('./recorder.ts')
      recording.current = await startRecording()
      setSeconds(0)
    } catch {
      onRefused()
    }
  }
  useEffect(() => {
    if (seconds === undefined) return
    if (seconds >= LONGEST_S) return finish()
    const timer = setTimeout(() => setSeconds(seconds + 1), 1_000)
    return () => clearTimeout(timer)
  }, [seconds])
  useEffect(() => cancel, [])
  return {
    ...{ seconds, finish, cancel },
    possible: recordingType() !== undefined && navigator.mediaDevices !== undefined,
    begin: () => void begin(),
  }
}
