// The post-ad wizard: four short steps, a draft that survives anything, and the ad at the end.
import { slugOf } from '@pk-auto/ui/slug'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Person, Taxonomy } from '../../api/types.ts'
import type { Island } from '../island.ts'
import { LoginSheet } from '../login/login-sheet.tsx'
import { problemsIn, STEPS } from './fields.ts'
import { publishAd } from './publish-ad.ts'
import { StepCar } from './step-car.tsx'
import { StepDetails } from './step-details.tsx'
import { StepPhotos } from './step-photos.tsx'
import { StepReview } from './step-review.tsx'
import { useDraft } from './use-draft.ts'
import { mayPublish } from './wizard-state.ts'

type Props = { readonly island: Island; readonly taxonomy: Taxonomy }

export const SellWizard = ({ island, taxonomy }: Props) => {
  const { t, api, link, locale } = island
  const draft = useDraft(island)
  const { state, act } = draft
  const [person, setPerson] = useState<Person>()
  const heading = useRef<HTMLHeadingElement>(null)
  const at = STEPS.indexOf(state.step)
  const askWho = async (): Promise<Person | undefined> => {
    const answer = await api<Person>('/me')
    if (answer.ok) setPerson(answer.value)
    return answer.ok ? answer.value : undefined
  }
  useEffect(() => void askWho(), [])
  useEffect(() => {
    if (draft.loaded && at > 0) heading.current?.focus()
  }, [state.step, draft.loaded])

  const next = async (): Promise<void> => {
    // Photos belong to somebody: whoever is not signed in yet does so before the first one goes up.
    const fine = Object.keys(problemsIn(state.fields, state.step)).length === 0
    if (fine && state.step === 'car' && !(person && !person.termsDue)) {
      const who = await askWho()
      if (!who || who.termsDue) act({ type: 'session-needed' })
    }
    act({ type: 'step-left' })
    scrollTo({ top: 0 })
  }
  const publish = (): Promise<void> => publishAd(state, { api, lang: locale, dispatch: act })
  const signedIn = (who: Person): void => {
    setPerson(who)
    act({ type: 'session-there' })
  }
  const props = { island, taxonomy, state, act }

  if (!draft.loaded) return <div class="waiting" aria-busy="true" />
  if (state.phase === 'published')
    return (
      <div class="state" data-testid="published" data-id={state.listing?.id}>
        <h2>{t('sell.published.title')}</h2>
        <p role="status">{t('sell.published.text')}</p>
        <a
          class="button"
          href={link(`/cars/${state.listing?.id ?? ''}/${slugOf(`${state.fields.make} ${state.fields.model} ${state.fields.year}`)}`)}
          data-testid="published-see"
        >
          {t('sell.published.see')}
        </a>
        <a class="button plain" href={link('/me/ads')}>
          {t('sell.published.mine')}
        </a>
        <button class="button text" onClick={draft.discard}>
          {t('sell.published.another')}
        </button>
      </div>
    )
  return (
    <>
      <form
        class="wizard"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void (state.step === 'review' ? publish() : next())
        }}
        data-testid="wizard"
        data-step={state.step}
      >
        <ol class="stepper">
          {STEPS.map((step, index) => (
            <li key={step} aria-current={step === state.step ? 'step' : undefined} data-done={index < at}>
              <button type="button" disabled={index > at} onClick={() => act({ type: 'step-opened', step })}>
                <span aria-hidden="true" />
                <span class="quiet">{t(`sell.step.${step}`)}</span>
              </button>
            </li>
          ))}
        </ol>
        <h2 ref={heading} tabIndex={-1}>
          <small>{t('sell.step', { number: at + 1, count: STEPS.length })}</small> {t(`sell.step.${state.step}`)}
        </h2>
        {state.step === 'car' && <StepCar {...props} />}
        {state.step === 'photos' && <StepPhotos {...props} onFiles={draft.addFiles} onRemove={draft.removePhoto} urlOf={draft.urlOf} />}
        {state.step === 'details' && <StepDetails {...props} />}
        {state.step === 'review' && <StepReview {...props} urlOf={draft.urlOf} />}
        {Object.keys(state.problems).length > 0 && (
          <p class="notice bad" role="alert" data-testid="wizard-fix">
            {t('sell.fix')}
          </p>
        )}
        {state.session === 'put-off' && (
          <p class="notice warm">
            {t('sell.photos.signIn')}{' '}
            <button class="button text" type="button" onClick={() => act({ type: 'session-needed' })} data-testid="wizard-sign-in">
              {t('login.title')}
            </button>
          </p>
        )}
        {state.failure && (
          <p class="notice bad" role="alert" data-testid="wizard-error">
            {sentenceOf(state.failure, t)}
          </p>
        )}
        <div class="actions">
          {at > 0 && (
            <button class="button plain" type="button" onClick={() => act({ type: 'step-opened', step: STEPS[at - 1] ?? 'car' })} data-testid="wizard-back">
              {t('sell.back')}
            </button>
          )}
          {state.step === 'review' ? (
            <button class="button" disabled={!mayPublish(state)} data-testid="publish">
              {t(state.phase === 'publishing' ? 'sell.publishing' : 'sell.publish')}
            </button>
          ) : (
            <button class="button" data-testid="wizard-next">
              {t('sell.next')}
            </button>
          )}
        </div>
        <p class="hint saved">
          {t('sell.saved')}
          <button class="button text" type="button" onClick={() => confirm(t('sell.discard.sure')) && draft.discard()} data-testid="wizard-discard">
            {t('sell.discard')}
          </button>
        </p>
      </form>
      {state.session === 'needed' && (
        <LoginSheet
          island={island}
          person={person?.termsDue ? person : undefined}
          note={t('sell.photos.signIn')}
          onDone={signedIn}
          onClose={() => act({ type: 'sign-in-closed' })}
        />
      )}
    </>
  )
}
