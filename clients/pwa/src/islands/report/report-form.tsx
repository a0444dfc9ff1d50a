// What is wrong, as one choice, and a few words that may be left out.
import type { Translate } from '@pk-auto/ui/words'
import { useState } from 'preact/hooks'

const REASONS = {
  listing: [
    ...(['sold', 'wrong-price', 'fraud', 'duplicate'] as const),
    ...(['offensive', 'wrong-details', 'other'] as const),
  ],
  person: ['fraud', 'offensive', 'other'],
  conversation: ['fraud', 'offensive', 'other'],
} as const
type Reason = (typeof REASONS)['listing'][number]
/** As the gateway takes it. */
const MOST_LETTERS = 1_000

export type Complaint = { readonly reason: Reason; readonly text: string }
type Props = {
  readonly t: Translate
  readonly kind: keyof typeof REASONS
  readonly busy: boolean
  readonly error: string
  readonly onSend: (complaint: Complaint) => void
}

export const ReportForm = ({ t, kind, busy, error, onSend }: Props) => {
  const [reason, setReason] = useState<Reason>()
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: Event): void => {
    event.preventDefault()
    setMissing(reason === undefined)
    if (reason !== undefined && !busy) onSend({ reason, text })
  }
  const wrong = missing && reason === undefined ? t('report.choose') : error
  return (
    <form onSubmit={submit} noValidate>
      <p class="hint">{t('report.private')}</p>
      <fieldset aria-labelledby="report-title">
        {REASONS[kind].map((one) => (
          <label class="reason" key={one}>
            <input
              type="radio"
              name="reason"
              value={one}
              checked={reason === one}
              onChange={() => setReason(one)}
              data-testid={`report-${one}`}
            />
            <span>{t(`report.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <label class="words">
        <span>
          {t('report.text')} <small>{t('report.optional')}</small>
        </span>
        <textarea
          rows={3}
          dir="auto"
          maxLength={MOST_LETTERS}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          data-testid="report-text"
        />
      </label>
      <p class="notice bad" role="alert" hidden={wrong === ''} data-testid="report-error">
        {wrong}
      </p>
      <button class="button" type="submit" aria-disabled={busy} data-testid="report-send">
        {t(busy ? 'report.sending' : 'report.send')}
      </button>
    </form>
  )
}
