// The second step of signing in: the code from the message, which the phone may fill in by itself.
import type { Translate } from '@pk-auto/ui/words'
import { codeSoFar } from '@pk-auto/ui/reading'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CHANNELS, ResendChoices, type Channel } from './resend-choices.tsx'
import type { Received } from './server-time.ts'
import { codeFromSms } from './web-otp.ts'

type Props = {
  readonly t: Translate
  /** The number as it is shown. */
  readonly phone: string
  readonly received: Received
  readonly onVerify: (code: string) => Promise<void>
  /** Absent when the number is no longer known: then only starting over sends another code. */
  readonly onResend?: (channel: Channel) => Promise<boolean>
  readonly onChange: () => void
}

export const CodeStep = ({ t, phone, received, onVerify, onResend, onChange }: Props) => {
  const { challengeId } = received.challenge
  const channel = CHANNELS.find((known) => known === received.challenge.channel) ?? 'sms'
  const [code, setCode] = useState('')
  const [bad, setBad] = useState(false)
  const [busy, setBusy] = useState(false)
  const [resent, setResent] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
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
    const digits = codeSoFar(typed)
    setCode(digits)
    if (digits.length === 6) void submit(digits)
  }
  useEffect(() => {
    if (channel !== 'sms') return undefined
    const leaving = new AbortController()
    void codeFromSms(leaving.signal).then((sms) => sms && type(sms))
    return () => leaving.abort()
  }, [challengeId])
  const resend = async (by: Channel): Promise<void> => {
    setCode('')
    setResent((await onResend?.(by)) ?? false)
    // The buttons are gone, and what comes next is the code.
    input.current?.focus()
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
          value={code}
          onInput={(event) => type(event.currentTarget.value)}
          aria-invalid={bad}
          aria-describedby="code-hint"
          data-testid="login-code"
        />
      </label>
      <p id="code-hint" class={bad ? 'wrong' : 'hint'} role={bad ? 'alert' : undefined}>
        {bad
          ? t('login.code.invalid')
          : t(`login.code.hint.${channel}`, { phone: `\u2066${phone}\u2069` })}
      </p>
      <button class="button" disabled={busy} data-testid="login-verify">
        {t(busy ? 'login.verifying' : 'login.verify')}
      </button>
      {onResend && <ResendChoices t={t} received={received} onResend={resend} />}
      <div class="row">
        <button class="button text" type="button" onClick={onChange} data-testid="login-change">
          {t(onResend ? 'login.change' : 'login.startOver')}
        </button>
      </div>
      <p class="quiet" role="status">
        {resent ? t(`login.resent.${channel}`) : ''}
      </p>
    </form>
  )
}
