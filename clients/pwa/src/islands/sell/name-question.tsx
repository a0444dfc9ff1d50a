// Asks once, after a first ad is live, what buyers may call its seller; it can be left for later.
import type { Person } from '@pk-auto/client-api/pwa.gen'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import { Field } from '../field.tsx'
import type { Island } from '../island.ts'

const ASKED = 'automart.name-asked.v1'

/** Whether this person has no name yet and was not asked on this device. */
export const mayAskName = (person: Person | undefined, store: () => Storage): person is Person => {
  if (!person || person.displayName !== '') return false
  try {
    return store().getItem(ASKED) !== person.id
  } catch {
    // Where nothing can be remembered the question would come again each time.
    return false
  }
}

const remember = (id: string): void => {
  try {
    localStorage.setItem(ASKED, id)
  } catch {
    // Storage is full or refused.
  }
}

export const NameQuestion = ({ island, person }: { island: Island; person: Person }) => {
  const { t, api, link } = island
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [state, setState] = useState<'open' | 'saved' | 'skipped'>('open')
  const saved = useRef<HTMLParagraphElement>(null)
  // The form that had the focus is gone.
  useEffect(() => saved.current?.focus(), [state])
  const answered = (as: 'saved' | 'skipped'): void => {
    remember(person.id)
    setState(as)
  }
  const save = async (): Promise<void> => {
    const displayName = name.trim()
    if (displayName === '') return setProblem(t('sell.name.bad'))
    setBusy(true)
    const send = (version: number) => api('PATCH /me', { version, body: { displayName } })
    let answer = await send(person.version)
    if (!answer.ok && answer.problem.status === 412) {
      const newest = await api('GET /me')
      if (newest.ok) answer = await send(newest.value.version)
    }
    setBusy(false)
    if (answer.ok) return answered('saved')
    const wrong = answer.problem.errors?.find(({ path }) => /\bdisplayName$/.test(path))
    if (!wrong) return setProblem(sentenceOf(answer.problem, t))
    setProblem(t(wrong.code === 'NAME_HAS_NUMBER' ? 'sell.name.number' : 'sell.name.bad'))
  }
  if (state === 'skipped') return null
  if (state === 'saved')
    return (
      <p ref={saved} class="notice" role="status" tabIndex={-1} data-testid="name-saved">
        {t('sell.name.saved')} <a href={link('/me/account')}>{t('sell.name.change')}</a>
      </p>
    )
  return (
    <form
      class="panel name-question"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      data-testid="name-question"
    >
      <Field name="displayName" label={t('sell.name')} hint={t('sell.name.hint')} problem={problem}>
        {(attributes) => (
          <input
            {...attributes}
            dir="auto"
            autocomplete="name"
            maxLength={60}
            value={name}
            onInput={(event) => {
              setName(event.currentTarget.value)
              setProblem(undefined)
            }}
            data-testid="name-input"
          />
        )}
      </Field>
      <div class="row">
        <button class="button" disabled={busy} data-testid="name-save">
          {t('sell.name.save')}
        </button>
        <button
          class="button text"
          type="button"
          onClick={() => answered('skipped')}
          data-testid="name-skip"
        >
          {t('sell.name.skip')}
        </button>
      </div>
    </form>
  )
}
