// The sell wizard: four short steps, a draft that survives reloads, and the ad at the end.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Person, Taxonomy } from '@pk-auto/client-api/pwa.gen'
import { isSignedIn, showAccountInHeader } from '../header.ts'
import type { Island } from '../island.ts'
import { LoginSheet } from '../login/login-sheet.tsx'
import { openChallenge } from '../login/open-challenge.ts'
import { problemsIn, STEPS, type Fields, type Step } from './fields/fields.ts'
import { Published } from './published.tsx'
import { publishAd } from './publish-ad.ts'
import { StepCar } from './steps/step-car.tsx'
import { StepDetails } from './steps/step-details.tsx'
import { StepPhotos } from './steps/step-photos.tsx'
import { StepReview } from './review/step-review.tsx'
import { NEW_AD, type DraftPlace } from './draft/draft-store.ts'
import { useDraft } from './draft/use-draft.ts'
import { isFixed, type EditBase } from './edit/ad-fields.ts'
import { Edited } from './edit/edited.tsx'
import { saveEdit } from './edit/save-edit.ts'
import { useStepHistory } from './steps/use-step-history.ts'
import { WizardHead } from './wizard-head.tsx'
import { UnreadableFiles, WizardNotices } from './wizard-notices.tsx'
import { mayPublish } from './wizard-state.ts'

type Props = {
  readonly island: Island
  readonly taxonomy: Taxonomy
  /** Where the draft is stored; that of a new ad unless given. */
  readonly place?: DraftPlace
  /** The ad as it is, when one that is on the server is edited. */
  readonly base?: EditBase | undefined
}

export const SellWizard = ({ island, taxonomy, place = NEW_AD, base }: Props) => {
  const { t, api } = island
  const draft = useDraft(island, place, base)
  const { state, act } = draft
  const [person, setPerson] = useState<Person>()
  // Said from the start: what comes later would push the form away under a finger.
  const [unknown, setUnknown] = useState(!isSignedIn())
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [stuck, setStuck] = useState(0)
  const wanted = useRef('')
  const at = STEPS.indexOf(state.step)
  // The ad is published: Back leaves the page and does not reopen the draft.
  const step = state.phase === 'published' ? 'car' : state.step
  useStepHistory(draft.loaded, {
    step,
    fields: state.fields,
    open: (to) => act({ type: 'step-opened', step: to }),
  })
  const askWho = async (): Promise<Person | undefined> => {
    const answer = await api('GET /me')
    if (answer.ok) setPerson(answer.value)
    setUnknown(!answer.ok && answer.problem.status === 401)
    return answer.ok ? answer.value : undefined
  }
  useEffect(() => {
    if (!draft.loaded) return
    // After a reload with a pending code its field is shown again.
    const waiting =
      state.step !== 'car' && openChallenge(Date.now(), () => sessionStorage) !== undefined
    const knowing = isSignedIn() ? askWho() : Promise.resolve(undefined)
    void knowing.then((who) => !who && waiting && act({ type: 'session-needed' }))
  }, [draft.loaded])
  useEffect(() => {
    const field = wanted.current && document.getElementById(`f-${wanted.current}`)
    wanted.current = ''
    if (field) {
      field.focus({ preventScroll: true })
      field.scrollIntoView({ block: 'center' })
    } else if (draft.loaded && at > 0) heading.current?.focus()
  }, [state.step, draft.loaded])
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]:not(:disabled)')
    wrong?.focus({ preventScroll: true })
    wrong?.scrollIntoView({ block: 'center' })
  }, [stuck])

  const next = async (): Promise<void> => {
    // Photos need an owner: people sign in before the first one is uploaded.
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
  const publish = (): Promise<void> =>
    (state.base ? saveEdit : publishAd)(state, { api, dispatch: act })
  const openRow = (to: Step, name: string): void => {
    wanted.current = isFixed(state.base, name as keyof Fields) ? '' : name
    act({ type: 'step-opened', step: to })
  }
  const signedIn = (who: Person): void => {
    setPerson(who)
    setUnknown(false)
    showAccountInHeader()
    act({ type: 'session-there' })
  }
  const props = { island, taxonomy, state, act }

  const head = { t, step: state.step, unknown, heading }
  const waiting = <div class="waiting" aria-busy="true" />
  if (!draft.loaded)
    return place === NEW_AD ? (
      <div class="wizard">
        <WizardHead {...head} />
        {waiting}
      </div>
    ) : (
      waiting
    )
  if (state.phase === 'published' && state.base) return <Edited {...{ island, state }} />
  if (state.phase === 'published')
    return <Published {...{ island, state, person }} onAnother={draft.discard} />
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
        <WizardHead
          {...head}
          editing={state.base !== undefined}
          onOpen={(to) => act({ type: 'step-opened', step: to })}
        />
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
        {state.step === 'review' && <StepReview {...props} urlOf={draft.urlOf} onRow={openRow} />}
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
              {t(
                state.phase === 'publishing'
                  ? state.base
                    ? 'edit.saving'
                    : 'sell.publishing'
                  : state.base
                    ? 'edit.save'
                    : 'sell.publish',
              )}
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
          {t(state.base ? 'edit.stored' : 'sell.saved')}
          <button
            class="button text"
            type="button"
            onClick={() =>
              confirm(t(state.base ? 'edit.discard.sure' : 'sell.discard.sure')) && draft.discard()
            }
            data-testid="wizard-discard"
          >
            {t(state.base ? 'edit.discard' : 'sell.discard')}
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
