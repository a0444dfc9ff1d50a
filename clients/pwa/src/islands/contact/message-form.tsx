// A message to the seller: ready questions and a text.
import { newKey } from '@pk-auto/client-api/client'
import type { MessageKey } from '@pk-auto/ui/words'
import { useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'
import { signInFirst } from './sign-in-first.tsx'
import { readUnsent, storeUnsent } from './unsent-text.ts'

const ASKS: readonly MessageKey[] = [
  'contact.ask.available',
  'contact.ask.price',
  'contact.ask.see',
  'contact.ask.accident',
]
const MAX_TEXT = 2_000

type Props = {
  readonly island: Island
  readonly listingId: string
  readonly onSent: (conversationId: string) => void
}

export const MessageForm = ({ island, listingId, onSent }: Props) => {
  const { t, api } = island
  const [text, setText] = useState(() => readUnsent(listingId))
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  // The same text sent again is the same message, however often the connection breaks.
  const key = useRef({ text: '', value: '' })
  const write = (typed: string): void => {
    setText(typed)
    setError('')
    storeUnsent(listingId, typed)
  }
  const send = async (): Promise<void> => {
    if (busy) return
    const body = { listingId, kind: 'message', text: text.trim() } as const
    if (body.text === '') {
      setError(t('contact.empty'))
      box.current?.focus()
      return
    }
    if (key.current.text !== body.text) key.current = { text: body.text, value: newKey() }
    setBusy(true)
    setError('')
    const answer = await signInFirst(island, () =>
      api('POST /leads', { body, key: key.current.value }),
    )
    if (answer?.ok) {
      storeUnsent(listingId, '')
      onSent(answer.value.conversationId)
      return
    }
    setBusy(false)
    if (answer) setError(sentenceOf(answer.problem, t))
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div class="asks" role="group" aria-label={t('contact.asks')}>
        {ASKS.map((ask) => (
          <button
            key={ask}
            class="chip"
            type="button"
            onClick={() => {
              write(t(ask))
              box.current?.focus()
            }}
            data-testid="message-ask"
          >
            {t(ask)}
          </button>
        ))}
      </div>
      <label class="field">
        <span>{t('contact.text')}</span>
        <textarea
          ref={box}
          name="text"
          dir="auto"
          rows={4}
          maxLength={MAX_TEXT}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          aria-invalid={error !== ''}
          aria-describedby="contact-error"
          data-testid="message-text"
        />
      </label>
      <p id="contact-error" class="wrong" role="alert" data-testid="message-error">
        {error}
      </p>
      <button class="button" disabled={busy} data-testid="message-send">
        {t(busy ? 'contact.sending' : 'contact.send')}
      </button>
    </form>
  )
}
