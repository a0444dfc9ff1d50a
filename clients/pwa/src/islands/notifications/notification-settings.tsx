// How a person wants to be reached: purposes by channels, quiet hours, and this device.
import type {
  NotificationPreferences,
  NotificationPreferencesPatch,
} from '@pk-auto/client-api/pwa.gen'
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'
import { PushToggle } from './push-toggle.tsx'
import { QuietHoursFields } from './quiet-hours.tsx'

const PURPOSES = ['messages', 'offers', 'contacts', 'saved-ads', 'alerts'] as const
const CHANNELS = ['push', 'in-app', 'email', 'sms', 'whatsapp'] as const
type Purpose = (typeof PURPOSES)[number]
type Channel = (typeof CHANNELS)[number]

export const NotificationSettings = ({ island }: { readonly island: Island }) => {
  const { t, api } = island
  const [preferences, setPreferences] = useState<NotificationPreferences>()
  const [note, setNote] = useState('')
  const [error, setError] = useState('')
  useEffect(() => {
    void api('GET /me/notification-preferences').then((answer) => {
      if (answer.ok) setPreferences(answer.value)
      else setError(sentenceOf(answer.problem, t))
    })
  }, [])
  // Each choice is saved at once: there is nothing to forget.
  const change = async (body: NotificationPreferencesPatch): Promise<void> => {
    setNote('')
    setError('')
    const answer = await api('PATCH /me/notification-preferences', { body })
    if (!answer.ok) return setError(sentenceOf(answer.problem, t))
    setPreferences(answer.value)
    setNote(t('news.saved'))
  }
  const box = (purpose: Purpose, channel: Channel) => {
    const checked = preferences?.purposes[purpose]?.[channel]
    if (checked === undefined) return null
    return (
      <label class="chip" key={channel}>
        <input
          type="checkbox"
          checked={checked}
          aria-label={`${t(`news.purpose.${purpose}`)}: ${t(`news.channel.${channel}`)}`}
          onChange={(event) =>
            void change({ purposes: { [purpose]: { [channel]: event.currentTarget.checked } } })
          }
          data-testid={`news-${purpose}-${channel}`}
        />
        {t(`news.channel.${channel}`)}
      </label>
    )
  }
  return (
    <section class="panel" id="notifications" data-testid="news-settings">
      <h2>{t('news.settings')}</h2>
      <p class="hint">{t('news.settings.hint')}</p>
      <p class="hint">{t('news.whatsapp.hint')}</p>
      <PushToggle island={island} />
      {preferences &&
        PURPOSES.map((purpose) => (
          <fieldset class="purpose" key={purpose}>
            <legend>{t(`news.purpose.${purpose}`)}</legend>
            <div>{CHANNELS.map((channel) => box(purpose, channel))}</div>
          </fieldset>
        ))}
      {preferences && (
        <QuietHoursFields
          t={t}
          preferences={preferences}
          onChange={(quietHours) => void change({ quietHours })}
        />
      )}
      <p class="notice" role="status" hidden={note === ''} data-testid="news-note">
        {note}
      </p>
      <p class="notice bad" role="alert" hidden={error === ''}>
        {error}
      </p>
    </section>
  )
}
