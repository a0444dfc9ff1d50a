// "My car is not listed": offers the nearest models to what is typed, takes the name of the missing
// one, and says how to go on.
import { labelIn } from '@pk-auto/ui/locale'
import { useState } from 'preact/hooks'
import { sentenceOf } from '../../../api/sentence.ts'
import { Field } from '../../field.tsx'
import type { WizardProps } from '../wizard-props.ts'
import { nearestModels } from './nearest-models.ts'

type Props = WizardProps & {
  /** Called with a model that is in the taxonomy after all. */
  readonly onPicked: (make: string, model: string) => void
}

export const MissingCar = ({ island, taxonomy, onPicked }: Props) => {
  const { t, api, locale } = island
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState({ make: '', model: '' })
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [error, setError] = useState('')
  const [state, setState] = useState<'typing' | 'sending' | 'sent'>('typing')
  const near = nearestModels(taxonomy, typed)

  const send = async (): Promise<void> => {
    const empty = Object.entries(typed).filter(([, name]) => name.trim() === '')
    setError('')
    setProblems(Object.fromEntries(empty.map(([name]) => [name, t('sell.missing.empty')])))
    if (empty.length > 0) return
    setState('sending')
    const answer = await api('PUT /taxonomy/wishes', { body: typed })
    setState(answer.ok ? 'sent' : 'typing')
    if (answer.ok) return
    const { errors = [] } = answer.problem
    setProblems(Object.fromEntries(errors.map(({ path, message }) => [path, message])))
    setError(sentenceOf(answer.problem, t))
  }
  const field = (name: 'make' | 'model') => (
    <Field
      name={`missing-${name}`}
      label={t(name === 'make' ? 'sell.make' : 'sell.model')}
      problem={problems[name]}
    >
      {(attributes) => (
        <input
          {...attributes}
          dir="auto"
          autocomplete="off"
          maxLength={40}
          value={typed[name]}
          onInput={(event) => {
            setTyped({ ...typed, [name]: event.currentTarget.value })
            setState('typing')
          }}
          onKeyDown={(event) => {
            // Enter would leave the step.
            if (event.key === 'Enter') event.preventDefault()
          }}
          data-testid={`missing-${name}`}
        />
      )}
    </Field>
  )
  return (
    <div class="whole missing">
      <button
        class="button text"
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid="missing-open"
      >
        {t('sell.missing')}
      </button>
      {isOpen && (
        <div class="panel" data-testid="missing">
          <p>{t('sell.missing.text')}</p>
          {field('make')}
          {field('model')}
          <div role="status">
            {near.length > 0 && <p>{t('sell.missing.near')}</p>}
            {near.length > 0 && (
              <ul class="near">
                {near.map(({ make, model, name }) => (
                  <li key={`${make}/${model}`}>
                    <button
                      class="chip"
                      type="button"
                      onClick={() => {
                        onPicked(make, model)
                        setOpen(false)
                      }}
                      data-testid="missing-near"
                    >
                      {labelIn(locale, name)}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <p class="notice bad" role="alert" hidden={error === ''} data-testid="missing-error">
            {error}
          </p>
          {state === 'sent' ? (
            <p class="notice" role="status" data-testid="missing-sent">
              {t('sell.missing.sent')}
            </p>
          ) : (
            <button
              class="button plain"
              type="button"
              disabled={state === 'sending'}
              onClick={() => void send()}
              data-testid="missing-send"
            >
              {t('sell.missing.send')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
