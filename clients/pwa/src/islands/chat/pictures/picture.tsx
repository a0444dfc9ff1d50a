// A picture in a bubble: its file while it is on its way, and by a link afterwards; a tap shows it
// in full size.
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import type { MediaLinks } from '../files/media-links.ts'
import { PictureViewer } from './picture-viewer.tsx'

export type PictureProps = {
  readonly island: Island
  readonly links: MediaLinks
  readonly clientId: string | undefined
  readonly mediaId: string | undefined
  readonly file?: Blob
  readonly width: number
  readonly height: number
  readonly alt: string
}
type Shown = { readonly small: string; readonly full: string } | 'gone' | 'failed' | undefined

const localOf = ({ links, clientId, file }: PictureProps): Shown => {
  const url = links.local(clientId, file)
  return url === undefined ? undefined : { small: url, full: url }
}

export const Picture = (props: PictureProps) => {
  const { island, links, mediaId, width, height, alt } = props
  const { t } = island
  const [shown, setShown] = useState<Shown>(() => localOf(props))
  const [full, setFull] = useState<string>()

  const load = async (): Promise<Shown> => {
    const link = mediaId === undefined ? 'gone' : await links.link(mediaId)
    if (link === undefined) return 'failed'
    return link === 'gone' ? link : { small: link.card ?? link.url, full: link.url }
  }
  const show = (): void => void load().then(setShown)
  useEffect(() => void (shown ?? show()), [])

  if (shown === 'gone')
    return (
      <p class="picture-gone" data-testid="picture-gone">
        {t('chat.picture.gone')}
      </p>
    )
  if (shown === 'failed')
    return (
      <button class="button text" onClick={show} data-testid="picture-again">
        {t('chat.picture.again')}
      </button>
    )
  const open = async (): Promise<void> => {
    // The link in the bubble may be over by now.
    const now = localOf(props) ?? (await load())
    if (typeof now === 'object') setFull(now.full)
    else setShown(now)
  }
  return (
    <>
      <button
        class="picture"
        type="button"
        aria-label={alt}
        onClick={() => void open()}
        data-testid="picture"
      >
        <img
          src={shown?.small}
          alt=""
          width={width}
          height={height}
          onError={() => setShown('failed')}
          data-testid="picture-image"
        />
      </button>
      {full !== undefined && (
        <PictureViewer {...{ island, alt }} src={full} onClose={() => setFull(undefined)} />
      )}
    </>
  )
}
