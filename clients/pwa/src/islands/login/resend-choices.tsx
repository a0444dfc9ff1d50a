// What to do when no code comes: wait for the countdown, then have another sent by any channel.
import type { Translate } from '@pk-auto/ui/words'
import { useEffect, useState } from 'preact/hooks'
import { steadyNow } from '../steady-now.ts'
import { msUntil, type Received } from './server-time.ts'

export const CHANNELS = ['sms', 'whatsapp', 'call'] as const
export type Channel = (typeof CHANNELS)[number]

type Props = {
  readonly t: Translate
  readonly received: Received
  readonly onResend: (channel: Channel) => Promise<void>
}

const secondsLeft = (received: Received): number =>
  Math.ceil(msUntil('resendAt', received, steadyNow()) / 1_000)

/** `1:05`, left to right also among Urdu. */
const clockOf = (seconds: number): string =>
  `\u2066${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}\u2069`

export const ResendChoices = ({ t, received, onResend }: Props) => {
  const [wait, setWait] = useState(() => secondsLeft(received))
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    setWait(secondsLeft(received))
    const timer = setInterval(() => setWait(secondsLeft(received)), 500)
    return () => clearInterval(timer)
  }, [received])
  const resend = async (channel: Channel): Promise<void> => {
    setBusy(true)
    await onResend(channel)
    setBusy(false)
  }
  return (
    <div class="resend" data-testid="login-resend">
      {wait > 0 && (
        <p class="hint" role="timer" aria-live="off" data-testid="login-wait">
          {t('login.resend.wait', { time: clockOf(wait) })}
        </p>
      )}
      {/* Announced once, when the wait is over; every second would drown the field. */}
      <p id="resend-now" role="status">
        {wait > 0 ? '' : t('login.resend.now')}
      </p>
      {wait === 0 && (
        <div class="ways" role="group" aria-labelledby="resend-now">
          {CHANNELS.map((channel) => (
            <button
              key={channel}
              class="button plain"
              type="button"
              disabled={busy}
              onClick={() => void resend(channel)}
              data-testid={`login-resend-${channel}`}
            >
              {t(`login.resend.${channel}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
