// The post-ad wizard: four short steps, a draft that survives anything, and the ad at the end.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Person, Taxonomy } from '@pk-auto/client-api/pwa.gen'
import { showAccountInHeader } from '../header.ts'
import type { Island } from '../island.ts'
import { LoginSheet } from '../login/login-sheet.tsx'
import { openChallenge } from '../login/open-challenge.ts'
import { problemsIn, STEPS } from './fields.ts'
import { Published } from './published.tsx'
import { publishAd } from './publish-ad.ts'
import { StepCar } from './step-car.tsx'
import { StepDetails } from './step-details.tsx'
import { StepPhotos } from './step-photos.tsx'
import { StepReview } from './step-review.tsx'
import { useDraft } from './use-draft.ts'
import { useStepHistory } from './use-step-history.ts'
import { UnreadableFiles, WizardNotices } from './wizard-notices.tsx'
import { mayPublish } from './wizard-state.ts'

type Props = { readonly island: Island; readonly taxonomy: Taxonomy }

export const SellWizard = ({ island, taxonomy }: Props) => {
  const { t, api } = island
  const draft = useDraft(island)
  const { state, act } = draft
  const [person, setPerson] = useState<Person>()
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [stuck, setStuck] = useState(0)
  const at = STEPS.indexOf(state.step)
  // The ad is out: Back leads away from here, not into its draft.
  const step = state.phase === 'published' ? 'car' : state.step
  useStepHistory(draft.loaded, {
    step,
    fields: state.fields,
    open: (to) => act({ type: 'step-opened', step: to }),
  })
  const askWho = async (): Promise<Person | undefined> => {
    const answer = await api('GET /me')
    if (answer.ok) setPerson(answer.value)
    return answer.ok ? answer.value : undefined
  }
  useEffect(() => {
    if (!draft.loaded) return
    // Whoever reloads with a code on its way finds the field for it again.
    const waiting =
      state.step !== 'car' && openChallenge(Date.now(), () => sessionStorage) !== undefined
    void askWho().then((who) => !who && waiting && act({ type: 'session-needed' }))
  }, [draft.loaded])
  useEffect(() => {
    if (draft.loaded && at > 0) heading.current?.focus()
  }, [state.step, draft.loaded])
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]:not(:disabled)')
    wrong?.focus({ preventScroll: true })
    wrong?.scrollIntoView({ block: 'center' })
  }, [stuck])

  const next = async (): Promise<void> => {
    // Photos belong to somebody: whoever is not signed in yet does so before the first one goes up.
    const fine = Object.keys(problemsIn(state.fields, state.step)).length === 0
    if (fine && state.step === 'car' && !(person && !person.termsDue)) {
      const who = await askWho()
      if (!who || who.termsDue) act({ type: 'session-needed' })
    }
    act({ type: 'step-left' })
    if (!fine) setStuck((times) => times + 1)
    else if (!(state.step === 'photos' && state.photos.length === 0 && !state.nudged))
      scrollTo({ top: 0 })
  }
  const publish = (): Promise<void> => publishAd(state, { api, dispatch: act })
  const signedIn = (who: Person): void => {
    setPerson(who)
    showAccountInHeader()
    act({ type: 'session-there' })
  }
  const props = { island, taxonomy, state, act }

  if (!draft.loaded) return <div class="waiting" aria-busy="true" />
  if (state.phase === 'published')
    return <Published island={island} state={state} onAnother={draft.discard} />
  return (
    <>
      <form
        ref={form}
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
            <li
              key={step}
              aria-current={step === state.step ? 'step' : undefined}
              data-done={index < at}
            >
              <button
                type="button"
                disabled={index > at}
                onClick={() => act({ type: 'step-opened', step })}
              >
                <span aria-hidden="true" />
                <span class="quiet">{t(`sell.step.${step}`)}</span>
              </button>
            </li>
          ))}
        </ol>
        <h2 ref={heading} tabIndex={-1}>
          <small>{t('sell.step', { number: at + 1, count: STEPS.length })}</small>{' '}
          {t(`sell.step.${state.step}`)}
        </h2>
        <UnreadableFiles island={island} state={state} />
        {state.step === 'car' && <StepCar {...props} />}
        {state.step === 'photos' && (
          <StepPhotos
            {...props}
            onFiles={draft.addFiles}
            onRemove={draft.removePhoto}
            urlOf={draft.urlOf}
          />
        )}
        {state.step === 'details' && <StepDetails {...props} />}
        {state.step === 'review' && <StepReview {...props} urlOf={draft.urlOf} />}
        <WizardNotices island={island} state={state} act={act} />
        <div class="actions">
          {at > 0 && (
            <button
              class="button plain"
              type="button"
              onClick={() => act({ type: 'step-opened', step: STEPS[at - 1] ?? 'car' })}
              data-testid="wizard-back"
            >
              {t('sell.back')}
            </button>
          )}
          {state.step === 'review' ? (
            <button class="button" disabled={!mayPublish(state)} data-testid="publish">
              {t(state.phase === 'publishing' ? 'sell.publishing' : 'sell.publish')}
            </button>
          ) : (
            <button class="button" data-testid="wizard-next">
              {t(
                state.step === 'photos' && state.nudged && state.photos.length === 0
                  ? 'sell.photos.without'
                  : 'sell.next',
              )}
            </button>
          )}
        </div>
        <p class="hint saved">
          {t('sell.saved')}
          <button
            class="button text"
            type="button"
            onClick={() => confirm(t('sell.discard.sure')) && draft.discard()}
            data-testid="wizard-discard"
          >
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
