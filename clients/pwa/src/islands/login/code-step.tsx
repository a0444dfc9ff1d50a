// The second step of signing in: the code from the message, which the phone may fill in by itself.
import { asciiDigits } from '@pk-auto/ui/digits'
import type { Translate } from '@pk-auto/ui/words'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Challenge } from '@pk-auto/client-api/pwa.gen'

type Props = {
  readonly t: Translate
  /** The number as it is shown. */
  readonly phone: string
  readonly challenge: Challenge
  readonly onVerify: (code: string) => Promise<void>
  /** Absent when the number is no longer known: then only starting over sends another code. */
  readonly onResend?: () => Promise<boolean>
  readonly onChange: () => void
}

const secondsUntil = (at: string): number =>
  Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1_000))

export const CodeStep = ({ t, phone, challenge, onVerify, onResend, onChange }: Props) => {
  const [code, setCode] = useState('')
  const [bad, setBad] = useState(false)
  const [busy, setBusy] = useState(false)
  const [resent, setResent] = useState(false)
  const [wait, setWait] = useState(secondsUntil(challenge.resendAt))
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    setWait(secondsUntil(challenge.resendAt))
    const timer = setInterval(() => setWait(secondsUntil(challenge.resendAt)), 1_000)
    return () => clearInterval(timer)
  }, [challenge.resendAt])
  const submit = async (typed: string): Promise<void> => {
    const whole = /^\d{6}$/.test(typed)
    setBad(!whole)
    if (!whole || busy) return
    setBusy(true)
    await onVerify(typed)
    setBusy(false)
    setCode('')
    input.current?.focus()
  }
  const type = (typed: string): void => {
    const digits = asciiDigits(typed).replace(/\D/g, '').slice(0, 6)
    setCode(digits)
    if (digits.length === 6) void submit(digits)
  }
  const resend = async (): Promise<void> => {
    setCode('')
    setResent((await onResend?.()) ?? false)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit(code)
      }}
    >
      <label class="field">
        <span>{t('login.code')}</span>
        <input
          ref={input}
          class="code"
          name="code"
          autocomplete="one-time-code"
          inputMode="numeric"
          dir="ltr"
          maxLength={12}
          value={code}
          onInput={(event) => type(event.currentTarget.value)}
          aria-invalid={bad}
          aria-describedby="code-hint"
          data-testid="login-code"
        />
      </label>
      <p id="code-hint" class={bad ? 'wrong' : 'hint'} role={bad ? 'alert' : undefined}>
        {bad ? t('login.code.invalid') : t('login.code.hint', { phone: `\u2066${phone}\u2069` })}
      </p>
      <button class="button" disabled={busy} data-testid="login-verify">
        {t(busy ? 'login.verifying' : 'login.verify')}
      </button>
      <div class="row">
        {onResend && (
          <button
            class="button text"
            type="button"
            disabled={wait > 0}
            onClick={() => void resend()}
            data-testid="login-resend"
          >
            {wait > 0 ? t('login.resend.wait', { seconds: wait }) : t('login.resend')}
          </button>
        )}
        <button class="button text" type="button" onClick={onChange} data-testid="login-change">
          {t(onResend ? 'login.change' : 'login.startOver')}
        </button>
      </div>
      <p class="quiet" role="status">
        {resent ? t('login.resent') : ''}
      </p>
    </form>
  )
}
