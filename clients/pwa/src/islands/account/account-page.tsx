// A person's account: what others see, the language, the devices, and the ways out.
import { labelIn, type Locale, LOCALES, localPath } from '@pk-auto/ui/locale'
import { showPhone } from '@pk-auto/ui/phone'
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Person, Taxonomy } from '@pk-auto/client-api/pwa.gen'
import { forgetUnsent } from '../contact/unsent-text.ts'
import { forgetChat } from '../chat/forget-chat.ts'
import { forgetCopies } from '../../offline/copies.ts'
import { forgetSeen } from '../../offline/recent.ts'
import { Field } from '../field.tsx'
import type { Island } from '../island.ts'
import { EmailAddress } from '../notifications/email-address.tsx'
import { NotificationSettings } from '../notifications/notification-settings.tsx'
import { stopPush } from '../notifications/push-here.ts'
import { forgetDraft, hasDraft } from '../sell/draft/forget-draft.ts'
import { ContactWaysFields } from './contact-ways.tsx'
import { BlockList } from './block-list.tsx'
import { DeviceList } from './device-list.tsx'
import { PresenceChoice } from './presence-choice.tsx'

type Props = { readonly island: Island; readonly person: Person }

const localeOr = (lang: string, fallback: Locale): Locale =>
  LOCALES.find((locale) => locale === lang) ?? fallback

export const AccountPage = ({ island, person }: Props) => {
  const { t, api, locale } = island
  const [saved, setSaved] = useState(person)
  const [form, setForm] = useState({
    displayName: person.displayName,
    city: person.city,
    lang: localeOr(person.lang, locale),
    marketing: person.marketing,
    contact: person.contact,
  })
  const [cities, setCities] = useState<Taxonomy['cities']>([])
  const [note, setNote] = useState('')
  const [error, setError] = useState('')
  const [nameProblem, setNameProblem] = useState<string>()
  useEffect(() => {
    void api('GET /taxonomy', { query: island.taxonomyQuery }).then(
      (answer) => answer.ok && setCities(answer.value.cities),
    )
  }, [])

  const save = async (): Promise<void> => {
    setNote('')
    setError('')
    setNameProblem(undefined)
    const { displayName, city, lang, marketing, contact } = form
    const body = {
      ...(displayName.trim() ? { displayName: displayName.trim() } : {}),
      ...(city ? { city } : {}),
      lang,
      marketing,
      contact,
    }
    const answer = await api('PATCH /me', { version: saved.version, body })
    if (answer.ok) {
      setSaved(answer.value)
      setNote(t('account.saved'))
      if (answer.value.lang !== saved.lang)
        location.assign(localPath(answer.value.lang === 'ur' ? 'ur' : 'en', '/me/account'))
      return
    }
    const wrong = answer.problem.errors?.find(({ path }) => /\bdisplayName$/.test(path))
    if (wrong) {
      setNameProblem(
        t(wrong.code === 'NAME_HAS_NUMBER' ? 'account.name.number' : 'account.name.bad'),
      )
      document.getElementById('f-displayName')?.focus()
    }
    setError(
      sentenceOf(
        answer.problem.status === 422
          ? { ...answer.problem, code: 'PROFILE_INVALID' }
          : answer.problem,
        t,
      ),
    )
    const newest = answer.problem.status === 412 ? await api('GET /me') : undefined
    if (newest?.ok) setSaved(newest.value)
  }
  const leave = async (all: boolean): Promise<void> => {
    if (hasDraft() && !confirm(t('account.logout.draft'))) return
    // While the session still counts: afterwards nobody could say whose the device was.
    await stopPush(api)
    const answer = await api(all ? 'POST /auth/logout-all' : 'POST /auth/logout')
    if (!answer.ok && answer.problem.status !== 401) return setError(sentenceOf(answer.problem, t))
    // Only signing out deletes the draft: a session that expires by itself leaves it for its owner.
    await Promise.all([forgetDraft(), forgetChat(person.id), forgetCopies()])
    forgetUnsent()
    forgetSeen(() => localStorage)
    location.assign(island.link('/'))
  }

  return (
    <div class="account" data-testid="account">
      <form
        class="panel"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <h2>{t('account.profile')}</h2>
        <p>
          {t('account.phone')}: <bdi data-testid="account-phone">{showPhone(saved.phone)}</bdi>
        </p>
        <Field
          name="displayName"
          label={t('account.name')}
          hint={t('account.name.hint')}
          problem={nameProblem}
        >
          {(attributes) => (
            <input
              {...attributes}
              dir="auto"
              autocomplete="name"
              maxLength={60}
              value={form.displayName}
              onInput={(event) => {
                setNameProblem(undefined)
                setForm({ ...form, displayName: event.currentTarget.value })
              }}
              data-testid="account-name"
            />
          )}
        </Field>
        <Field name="city" label={t('account.city')}>
          {(attributes) => (
            <select
              {...attributes}
              value={form.city}
              onChange={(event) => setForm({ ...form, city: event.currentTarget.value })}
              data-testid="account-city"
            >
              <option value="">{t('sell.choose')}</option>
              {cities.map((city) => (
                <option key={city.slug} value={city.slug}>
                  {labelIn(locale, city.name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="lang" label={t('account.lang')}>
          {(attributes) => (
            <select
              {...attributes}
              value={form.lang}
              onChange={(event) =>
                setForm({ ...form, lang: localeOr(event.currentTarget.value, locale) })
              }
              data-testid="account-lang"
            >
              <option value="en">{t('account.lang.en')}</option>
              <option value="ur">{t('account.lang.ur')}</option>
            </select>
          )}
        </Field>
        <ContactWaysFields
          t={t}
          ways={form.contact}
          onChange={(contact) => setForm({ ...form, contact })}
        />
        <label class="tick">
          <input
            type="checkbox"
            checked={form.marketing}
            onChange={(event) => setForm({ ...form, marketing: event.currentTarget.checked })}
          />
          <span>{t('account.marketing')}</span>
        </label>
        <button class="button" data-testid="account-save">
          {t('account.save')}
        </button>
        <p class="notice" role="status" hidden={note === ''} data-testid="account-note">
          {note}
        </p>
        <p class="notice bad" role="alert" hidden={error === ''} data-testid="account-error">
          {error}
        </p>
      </form>
      <NotificationSettings island={island} />
      <EmailAddress island={island} />
      <DeviceList island={island} />
      <PresenceChoice island={island} />
      <BlockList island={island} />
      <p>
        <a class="way" href={island.link('/me/reports')} data-testid="own-reports">
          {t('reports.title')}
        </a>
      </p>
      <div class="row">
        <button class="button plain" onClick={() => void leave(false)} data-testid="logout">
          {t('account.logout')}
        </button>
        <button class="button bad" onClick={() => void leave(true)} data-testid="logout-all">
          {t('account.logoutAll')}
        </button>
      </div>
    </div>
  )
}
