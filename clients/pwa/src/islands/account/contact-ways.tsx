// How buyers may reach a person besides messages: calls, WhatsApp, and at which hours.
import type { ContactWays } from '@pk-auto/client-api/pwa.gen'
import type { Translate } from '@pk-auto/ui/words'

type Props = {
  readonly t: Translate
  readonly ways: ContactWays
  readonly onChange: (ways: ContactWays) => void
}

const DAYTIME = { from: '09:00', to: '21:00' }

export const ContactWaysFields = ({ t, ways, onChange }: Props) => {
  const { call, whatsapp, hours } = ways
  const tick = (name: 'call' | 'whatsapp') => (
    <label class="tick">
      <input
        type="checkbox"
        checked={ways[name]}
        onChange={(event) => onChange({ ...ways, [name]: event.currentTarget.checked })}
        data-testid={`account-${name}`}
      />
      <span>{t(name === 'call' ? 'account.contact.call' : 'account.contact.whatsapp')}</span>
    </label>
  )
  const time = (end: 'from' | 'to', { [end]: value }: typeof DAYTIME) => (
    <label class="field">
      <span>{t(end === 'from' ? 'account.contact.from' : 'account.contact.to')}</span>
      <input
        type="time"
        required
        value={value}
        onInput={(event) =>
          onChange({ ...ways, hours: { ...DAYTIME, ...hours, [end]: event.currentTarget.value } })
        }
        data-testid={`account-${end}`}
      />
    </label>
  )
  return (
    <fieldset class="ways">
      <legend>{t('account.contact')}</legend>
      <p class="hint">{t('account.contact.hint')}</p>
      {tick('call')}
      {tick('whatsapp')}
      {call && (
        <label class="tick">
          <input
            type="checkbox"
            checked={hours !== undefined}
            onChange={(event) =>
              onChange({ call, whatsapp, ...(event.currentTarget.checked && { hours: DAYTIME }) })
            }
            data-testid="account-hours"
          />
          <span>{t('account.contact.hours')}</span>
        </label>
      )}
      {call && hours && (
        <div class="two">
          {time('from', hours)}
          {time('to', hours)}
        </div>
      )}
    </fieldset>
  )
}
