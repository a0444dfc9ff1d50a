// Picks a picture to send: from the device, or from its camera.
import { useRef } from 'preact/hooks'
import type { Island } from '../../island.ts'
import { ACCEPTED } from '../../sell/photos/picked-files.ts'

type Props = { readonly island: Island; readonly onPicked: (files: readonly File[]) => void }

export const PictureButton = ({ island: { t }, onPicked }: Props) => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        class="button text tool"
        type="button"
        aria-label={t('chat.picture.add')}
        title={t('chat.picture.add')}
        onClick={() => input.current?.click()}
        data-testid="picture-add"
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden>
          <path
            d="M4 7h3l2-2h6l2 2h3v12H4Zm8 9a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z"
            stroke-linejoin="round"
          />
        </svg>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          onPicked([...(currentTarget.files ?? [])])
          // The same file may be picked again.
          currentTarget.value = ''
        }}
        data-testid="picture-input"
      />
    </>
  )
}
