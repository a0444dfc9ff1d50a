// Signing in by phone: number, code, and the terms when they are due. Shown in a sheet or on its
// own page.
import { showPhone } from '@pk-auto/ui/phone'
import { useEffect, useState } from 'preact/hooks'
import type { Person } from '@pk-auto/client-api/pwa.gen'
import { sentenceOf } from '../../api/sentence.ts'
import { storePerson } from '../../offline/copies.ts'
import { adoptSeen } from '../../offline/recent.ts'
import { storeLastPerson } from '../chat/last-person.ts'
import type { Island } from '../island.ts'
import { steadyNow } from '../steady-now.ts'
import { CodeStep } from './code-step.tsx'
import { storeChallenge, maskPhone, openChallenge } from './open-challenge.ts'
import { PhoneStep } from './phone-step.tsx'
import type { Channel } from './resend-choices.tsx'
import { askAgainAfter, type Received } from './server-time.ts'
import { TermsStep } from './terms-step.tsx'

type Props = {
  readonly island: Island
  readonly onDone: (person: Person) => void
  readonly person?: Person | undefined
  /** What was typed as a number before this came. */
  readonly typed?: string | undefined
}
type Step =
  | { readonly at: 'phone'; readonly typed?: string | undefined }
  /**
   * After a reload only the masked number is known, and the number must be typed again for another
   * code.
   */
  | {
      readonly at: 'code'
      readonly phone?: string
      readonly shownPhone: string
      readonly received: Received
    }
  | { readonly at: 'terms'; readonly person: Person }

const tab = (): Storage => sessionStorage
// These end a challenge: the code that was sent is no longer valid.
const ENDED = ['OTP_EXPIRED', 'OTP_TOO_MANY_TRIES']

const firstStep = ({ person, typed }: Pick<Props, 'person' | 'typed'>): Step => {
  if (person) return { at: 'terms', person }
  const open = openChallenge(steadyNow(), tab)
  return open
    ? { at: 'code', shownPhone: open.maskedPhone, received: open }
    : { at: 'phone', typed }
}

/**
 * Calls `onDone` once, with a person who has accepted the terms. Starts at the terms for someone
 * who only has to accept those.
 */
export const LoginPanel = ({ island, onDone, person, typed }: Props) => {
  const { t, api } = island
  const [step, setStep] = useState<Step>(() => firstStep({ person, typed }))
  const [error, setError] = useState('')
  useEffect(() => setError(''), [step.at])
  const heading =
    step.at === 'phone'
      ? 'login.heading.phone'
      : step.at === 'code'
        ? 'login.heading.code'
        : 'login.heading.terms'

  const send = async (phone: string, channel: Channel): Promise<boolean> => {
    setError('')
    const answer = await api('POST /auth/otp/request', {
      body: { phone, channel, purpose: 'sign-in' },
    })
    if (answer.ok) {
      const shownPhone = showPhone(phone)
      const received = { challenge: answer.value, receivedAt: steadyNow() }
      setStep({ at: 'code', phone, shownPhone, received })
      storeChallenge({ ...received, maskedPhone: maskPhone(shownPhone) }, tab)
    } else {
      setError(sentenceOf(answer.problem, t))
      if (step.at === 'code' && answer.problem.retryAfter)
        setStep({
          ...step,
          received: askAgainAfter(step.received, answer.problem.retryAfter, steadyNow()),
        })
    }
    return answer.ok
  }
  const verify = async (challengeId: string, code: string): Promise<void> => {
    setError('')
    const answer = await api('POST /auth/otp/verify', { body: { challengeId, code } })
    if (answer.ok || ENDED.includes(answer.problem.code)) storeChallenge(undefined, tab)
    if (!answer.ok)
      return setError(
        sentenceOf(
          answer.problem.status === 401 ? { ...answer.problem, status: 422 } : answer.problem,
          t,
        ),
      )
    storeLastPerson(undefined)
    await storePerson(answer.value.person.id)
    adoptSeen(answer.value.person.id, () => localStorage)
    // Pushes of this device are for whoever is signed in on it.
    void import('../notifications/push-here.ts').then(({ adoptPush }) => adoptPush(api))
    if (answer.value.termsDue) setStep({ at: 'terms', person: answer.value.person })
    else onDone(answer.value.person)
  }
  const resend = (phone: string) => (channel: Channel) => send(phone, channel)
  const startOver = (): void => {
    storeChallenge(undefined, tab)
    // What was typed while this was loading, when a code was already on its way.
    setStep({ at: 'phone', typed: step.at === 'code' && !step.phone ? typed : undefined })
  }
  const accept = async (version: string, marketing: boolean): Promise<void> => {
    setError('')
    const answer = await api('POST /auth/terms', { body: { version, marketing } })
    if (answer.ok) onDone(answer.value)
    else setError(sentenceOf(answer.problem, t))
  }

  return (
    <div class="login" data-testid="login" data-step={step.at}>
      <h2 tabIndex={-1}>{t(heading)}</h2>
      {/* Above the field: below it, a small screen or its keyboard would cover it. */}
      <p class="notice bad" role="alert" hidden={error === ''} data-testid="login-error">
        {error}
      </p>
      {step.at === 'phone' && (
        <PhoneStep t={t} before={step.typed} onSend={(phone) => send(phone, 'sms')} />
      )}
      {step.at === 'code' && (
        <CodeStep
          t={t}
          phone={step.shownPhone}
          received={step.received}
          onVerify={(code) => verify(step.received.challenge.challengeId, code)}
          {...(step.phone === undefined ? {} : { onResend: resend(step.phone) })}
          onChange={startOver}
        />
      )}
      {step.at === 'terms' && (
        <TermsStep
          island={island}
          onAccept={(marketing) => accept(step.person.termsVersion, marketing)}
        />
      )}
    </div>
  )
}
