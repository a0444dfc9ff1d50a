// The first step of signing in: a phone number, typed as people type it.
import { readPhone, type NoPhone } from '@pk-auto/ui/reading'
import type { Translate } from '@pk-auto/ui/words'
import { useState } from 'preact/hooks'

type Props = {
  readonly t: Translate
  /** Already in the field. */
  readonly before?: string | undefined
  /** False when nothing was sent. Absent where the server draws it: nothing can be sent yet. */
  readonly onSend?: (phone: string) => Promise<boolean>
}

export const PhoneStep = ({ t, before = '', onSend }: Props) => {
  const [typed, setTyped] = useState(before)
  const [problem, setProblem] = useState<NoPhone>()
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    const phone = readPhone(typed)
    setProblem(phone.ok ? undefined : phone.why)
    if (!phone.ok || busy || !onSend) return
    setBusy(true)
    if (!(await onSend(phone.value))) setBusy(false)
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
          // Before its script is there the form may not put a number into an address.
          name={onSend && 'phone'}
          autocomplete="tel"
          inputMode="tel"
          dir="ltr"
          placeholder="0300 1234567"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          aria-invalid={problem !== undefined}
          aria-describedby="phone-hint"
          data-testid="login-phone"
        />
      </label>
      <p id="phone-hint" class={problem ? 'wrong' : 'hint'} role={problem ? 'alert' : undefined}>
        {t(problem ? `login.phone.${problem}` : 'login.phone.hint')}
      </p>
      {/* Without `autocomplete` Firefox would not have it disabled after a reload. */}
      <button
        class="button"
        {...{ autocomplete: 'off' }}
        disabled={busy || !onSend}
        data-testid="login-send"
      >
        {t(busy ? 'login.sending' : 'login.send')}
      </button>
    </form>
  )
}
