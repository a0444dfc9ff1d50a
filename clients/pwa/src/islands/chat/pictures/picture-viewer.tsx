// A picture in full size, above everything; Escape, its button or a tap beside it closes it.
import { useEffect, useRef } from 'preact/hooks'
import type { Island } from '../../island.ts'

type Props = {
  readonly island: Island
  readonly src: string
  readonly alt: string
  readonly onClose: () => void
}

export const PictureViewer = ({ island: { t }, src, alt, onClose }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-label={alt}
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
      data-testid="picture-viewer"
    >
      <button
        class="button plain"
        onClick={() => dialog.current?.close()}
        data-testid="picture-close"
      >
        {t('chat.picture.close')}
      </button>
      <img src={src} alt={alt} />
    </dialog>
  )
}
