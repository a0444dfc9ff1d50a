// The first step of signing in: a phone number, typed as people type it.
import { readPhone } from '@pk-auto/ui/phone'
import type { Translate } from '@pk-auto/ui/words'
import { useState } from 'preact/hooks'

type Props = { readonly t: Translate; readonly onSend: (phone: string) => Promise<boolean> }

export const PhoneStep = ({ t, onSend }: Props) => {
  const [typed, setTyped] = useState('')
  const [bad, setBad] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    const phone = readPhone(typed)
    setBad(phone === undefined)
    if (phone === undefined || busy) return
    setBusy(true)
    if (!(await onSend(phone))) setBusy(false)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <label class="field">
        <span>{t('login.phone')}</span>
        <input
          type="tel"
          name="phone"
          autocomplete="tel"
          inputMode="tel"
          dir="ltr"
          placeholder="0300 1234567"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          aria-invalid={bad}
          aria-describedby="phone-hint"
          data-testid="login-phone"
        />
      </label>
      <p id="phone-hint" class={bad ? 'wrong' : 'hint'} role={bad ? 'alert' : undefined}>
        {t(bad ? 'login.phone.invalid' : 'login.phone.hint')}
      </p>
      <button class="button" disabled={busy} data-testid="login-send">
        {t(busy ? 'login.sending' : 'login.send')}
      </button>
    </form>
  )
}
