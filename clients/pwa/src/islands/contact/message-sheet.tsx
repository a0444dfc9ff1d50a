// The sheet in which a person turns to a seller: by a message, or by a price.
import { useEffect, useRef, useState } from 'preact/hooks'
import { earnInstall } from '../../offline/install.ts'
import type { Island } from '../island.ts'
import { MessageForm } from './message-form.tsx'
import { OfferForm } from './offer-form.tsx'

type Props = {
  readonly island: Island
  readonly listingId: string
  /** What the seller asks, in whole rupees. */
  readonly asked: number
  /** What it opens with. */
  readonly first: 'message' | 'offer'
  readonly onClose: () => void
}

export const MessageSheet = ({ island, listingId, asked, first, onClose }: Props) => {
  const { t, link } = island
  const [way, setWay] = useState(first)
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    sheet.current?.showModal()
    return () => sheet.current?.close()
  }, [])
  const onSent = (conversationId: string): void => {
    earnInstall()
    location.assign(link(`/chat/${conversationId}`))
  }
  const leaveOffer = (): void => (first === 'offer' ? onClose() : setWay('message'))
  return (
    <dialog
      ref={sheet}
      class="login-sheet contact-sheet"
      aria-labelledby="contact-title"
      onCancel={onClose}
      data-testid="message-sheet"
    >
      <button
        class="button text shut"
        type="button"
        aria-label={t('contact.close')}
        onClick={onClose}
        data-testid="message-close"
      >
        ✕
      </button>
      <h2 id="contact-title">{t(way === 'offer' ? 'contact.offer.title' : 'contact.title')}</h2>
      {way === 'message' && (
        <>
          <MessageForm island={island} listingId={listingId} onSent={onSent} />
          <button
            class="button text"
            type="button"
            onClick={() => setWay('offer')}
            data-testid="offer-open"
          >
            {t('contact.offer')}
          </button>
        </>
      )}
      {way === 'offer' && (
        <OfferForm {...{ island, listingId, asked, onSent }} onCancel={leaveOffer} />
      )}
      <p class="safe">{t('contact.safe')}</p>
    </dialog>
  )
}
