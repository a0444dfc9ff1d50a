// Reporting in a modal sheet: what is wrong, a few words, and what happens next.
import { newKey } from '@pk-auto/client-api/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'
import { ReportForm, type Complaint } from './report-form.tsx'

export type Reported = { readonly kind: 'listing' | 'person' | 'conversation'; readonly id: string }
type Props = {
  readonly island: Island
  readonly about: Reported
  readonly onClose: () => void
  readonly signIn: () => void
}

const TITLE = {
  listing: 'report.ad.title',
  person: 'report.seller.title',
  conversation: 'report.chat.title',
} as const

/** Opens when it is mounted; the browser gives the focus back to what opened it. */
export const ReportSheet = ({ island, about, onClose, signIn }: Props) => {
  const { t, api, link } = island
  const sheet = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [state, setState] = useState<'asking' | 'sending' | 'done'>('asking')
  const [isFraud, setFraud] = useState(false)
  const [error, setError] = useState('')
  const isAd = about.kind === 'listing'
  useEffect(() => {
    sheet.current?.showModal()
    heading.current?.focus()
  }, [])
  useEffect(() => {
    if (state === 'done') heading.current?.focus()
  }, [state])

  const send = async ({ reason, text }: Complaint): Promise<void> => {
    setState('sending')
    setError('')
    const call = {
      path: { id: about.id },
      body: { reason, ...(text.trim() !== '' && { text }) },
      key: newKey(),
    }
    const answer = await {
      listing: () => api('POST /listings/{id}/report', call),
      person: () => api('POST /people/{id}/report', call),
      conversation: () => api('POST /chat/conversations/{id}/report', call),
    }[about.kind]()
    setFraud(reason === 'fraud')
    setState(answer.ok ? 'done' : 'asking')
    if (answer.ok) return
    if (answer.problem.status === 401) return signIn()
    setError(sentenceOf(answer.problem, t))
  }

  return (
    <dialog
      ref={sheet}
      class="report-sheet"
      aria-labelledby="report-title"
      onClose={onClose}
      data-state={state}
      data-testid="report-sheet"
    >
      <button
        class="button text shut"
        type="button"
        aria-label={t('report.close')}
        onClick={() => sheet.current?.close()}
        data-testid="report-close"
      >
        ✕
      </button>
      <h2 id="report-title" ref={heading} tabIndex={-1}>
        {t(state === 'done' ? 'report.done.title' : TITLE[about.kind])}
      </h2>
      {state === 'done' ? (
        <div data-testid="report-done">
          <p>{t(isAd ? 'report.done.ad' : 'report.done.seller')}</p>
          {about.kind === 'conversation' && <p>{t('report.done.chat')}</p>}
          {isFraud && <p>{t('report.done.careful')}</p>}
          <a class="button" href={link('/cars')}>
            {t('report.done.way')}
          </a>
        </div>
      ) : (
        <ReportForm
          t={t}
          kind={about.kind}
          busy={state === 'sending'}
          error={error}
          onSend={(complaint) => void send(complaint)}
        />
      )}
    </dialog>
  )
}
