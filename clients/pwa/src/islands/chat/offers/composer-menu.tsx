// What else can be sent beside words.
import { useRef, useState } from 'preact/hooks'
import type { Island } from '../../island.ts'

type Props = { readonly island: Island; readonly onOffer: () => void }

export const ComposerMenu = ({ island: { t }, onOffer }: Props) => {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <div
      class="menu"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !open) return
        setOpen(false)
        opener.current?.focus()
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <button
        ref={opener}
        class="button text"
        type="button"
        aria-label={t('offer.more')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        data-testid="composer-menu"
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden>
          <path d="M12 5v14M5 12h14" stroke-linecap="round" />
        </svg>
      </button>
      {open && (
        <ul class="panel">
          <li>
            <button
              type="button"
              onClick={() => {
                setOpen(false)
                onOffer()
              }}
              data-testid="composer-offer"
            >
              {t('offer.make')}
            </button>
          </li>
        </ul>
      )}
    </div>
  )
}
