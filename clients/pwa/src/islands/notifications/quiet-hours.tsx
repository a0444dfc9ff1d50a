// Hours in which nothing rings: the standard ones, one's own, or none.
import type { NotificationPreferences, QuietHours } from '@pk-auto/client-api/pwa.gen'
import type { Translate } from '@pk-auto/ui/words'

type Props = {
  readonly t: Translate
  readonly preferences: NotificationPreferences
  /** null = none. */
  readonly onChange: (hours: QuietHours | null) => void
}

export const QuietHoursFields = ({ t, preferences, onChange }: Props) => {
  const { quietHours: own, standard } = preferences
  const chosen = own === undefined ? 'standard' : own === null ? 'none' : 'own'
  const choice = (name: 'own' | 'none', hours: QuietHours | null) => (
    <label class="tick">
      <input
        type="radio"
        name="quiet"
        checked={chosen === name}
        onChange={() => onChange(hours)}
        data-testid={`news-quiet-${name}`}
      />
      <span>{t(`news.quiet.${name}`)}</span>
    </label>
  )
  const time = (end: 'from' | 'to', hours: QuietHours) => (
    <label class="field">
      <span>{t(`news.quiet.${end}`)}</span>
      <input
        type="time"
        required
        value={hours[end]}
        onChange={(event) =>
          event.currentTarget.value && onChange({ ...hours, [end]: event.currentTarget.value })
        }
        data-testid={`news-quiet-${end}`}
      />
    </label>
  )
  return (
    <fieldset class="ways">
      <legend>{t('news.quiet')}</legend>
      {chosen === 'standard' && (
        <p class="hint">{t('news.quiet.standard', { from: standard.from, to: standard.to })}</p>
      )}
      {choice('own', own ?? standard)}
      {own && (
        <div class="two">
          {time('from', own)}
          {time('to', own)}
        </div>
      )}
      {choice('none', null)}
    </fieldset>
  )
}
