// Where mail goes: naming an address, that a link is on its way, and taking it back.
import type { OwnEmail } from '@pk-auto/client-api/pwa.gen'
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'

export const EmailAddress = ({ island }: { readonly island: Island }) => {
  const { t, api } = island
  const [own, setOwn] = useState<OwnEmail>()
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [error, setError] = useState('')
  useEffect(() => {
    void api('GET /me/email').then((answer) => answer.ok && setOwn(answer.value))
  }, [])
  if (!own) return null
  const ask = async (): Promise<void> => {
    setNote('')
    setError('')
    const answer = await api('PUT /me/email', { body: { email: typed } })
    if (!answer.ok) return setError(sentenceOf(answer.problem, t))
    setOwn({ ...own, pending: true })
    setNote(t('email.sent', { email: `\u2066${typed.trim()}\u2069` }))
  }
  const remove = async (): Promise<void> => {
    const answer = await api('DELETE /me/email')
    if (!answer.ok) return setError(sentenceOf(answer.problem, t))
    setNote('')
    setOwn({ pending: false })
  }
  return (
    <section class="panel" data-testid="email">
      <h2>{t('email.title')}</h2>
      <p class="hint">{t('email.hint')}</p>
      {own.email !== undefined && (
        <p class="row" data-testid="email-is">
          <span>{t('email.is', { email: `\u2066${own.email}\u2069` })}</span>
          <button class="button text" type="button" onClick={() => void remove()}>
            {t('email.remove')}
          </button>
        </p>
      )}
      {own.pending && note === '' && <p class="notice">{t('email.pending')}</p>}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <label class="field">
          <span>{t('email.address')}</span>
          <input
            type="email"
            inputMode="email"
            autocomplete="email"
            dir="ltr"
            maxLength={254}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
            aria-invalid={error !== ''}
            data-testid="email-address"
          />
        </label>
        <button class="button plain" disabled={typed.trim() === ''} data-testid="email-send">
          {t('email.send')}
        </button>
      </form>
      <p class="notice" role="status" hidden={note === ''} data-testid="email-note">
        {note}
      </p>
      <p class="notice bad" role="alert" hidden={error === ''} data-testid="email-error">
        {error}
      </p>
    </section>
  )
}
