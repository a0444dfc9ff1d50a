// What else can be sent beside words.
import { useRef, useState } from 'preact/hooks'
import type { Attaching } from '../files/use-attaching.ts'
import type { Island } from '../../island.ts'

type Props = {
  readonly island: Island
  readonly attaching: Pick<Attaching, 'sendPlace' | 'locating'>
  /** Undefined where no offer can be made. */
  readonly onOffer: (() => void) | undefined
}

export const ComposerMenu = ({ island: { t }, attaching, onOffer }: Props) => {
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
          {onOffer && (
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
          )}
          <li>
            <button
              type="button"
              disabled={attaching.locating}
              onClick={() => {
                setOpen(false)
                if (confirm(t('chat.place.confirm'))) attaching.sendPlace()
              }}
              data-testid="place-send"
            >
              {t('chat.place.send')}
            </button>
          </li>
        </ul>
      )}
    </div>
  )
}
