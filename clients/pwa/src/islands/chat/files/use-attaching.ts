// What is sent beside words: pictures that are picked or pasted, a voice that is recorded, and
// where one is.
import { useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import type { Live } from '../use-live.ts'
import { type UseRecording, useRecording } from '../voice/use-recording.ts'

type Props = {
  readonly island: Island
  readonly client: Live['client']
  readonly conv: string
  readonly onProblem: (sentence: string) => void
}
export type Attaching = {
  readonly recording: UseRecording
  readonly sendPlace: () => void
  /** The device looks for where it is. */
  readonly locating: boolean
  readonly sendPictures: (files: readonly File[]) => void
}

export const useAttaching = ({ island: { t }, client, conv, onProblem }: Props): Attaching => {
  const [locating, setLocating] = useState(false)
  const recording = useRecording({
    onRecorded: (picked) => void client.sendFile(conv, picked),
    onRefused: () => onProblem(t('chat.voice.refused')),
  })
  const sendPictures = async (files: readonly File[]): Promise<void> => {
    onProblem('')
    const { pickedPicture } = await import('../pictures/picked-picture.ts')
    for (const file of files)
      await pickedPicture(file)
        .then((picture) => client.sendFile(conv, picture))
        .catch(() => onProblem(t('chat.picture.unreadable')))
  }
  const begin = (): void => {
    onProblem('')
    recording.begin()
  }
  const sendPlace = async (): Promise<void> => {
    onProblem('')
    setLocating(true)
    const { ownPlace } = await import('../places/own-place.ts')
    await ownPlace()
      .then((place) => client.sendPlace(conv, place))
      .catch(() => onProblem(t('chat.place.refused')))
    setLocating(false)
  }
  return {
    ...{ locating, sendPlace: () => void sendPlace() },
    recording: { ...recording, begin },
    sendPictures: (files) => void sendPictures(files),
  }
}
