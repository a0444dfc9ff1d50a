// The wizard's notices around a step: wrong fields, a postponed sign-in, a refusal by the server,
// files that are not photos.
import { sentenceOf } from '../../api/sentence.ts'
import type { WizardProps } from './wizard-props.ts'

export const WizardNotices = ({
  island,
  state,
  act,
}: Pick<WizardProps, 'island' | 'state' | 'act'>) => {
  const { t } = island
  return (
    <>
      {Object.keys(state.problems).length > 0 && (
        <p class="notice bad" role="alert" data-testid="wizard-fix">
          {t('sell.fix')}
        </p>
      )}
      {state.session === 'put-off' && (
        <p class="notice warm">
          {t('sell.photos.signIn')}{' '}
          <button
            class="button text"
            type="button"
            onClick={() => act({ type: 'session-needed' })}
            data-testid="wizard-sign-in"
          >
            {t('login.title')}
          </button>
        </p>
      )}
      {state.failure && (
        <p class="notice bad" role="alert" data-testid="wizard-error">
          {sentenceOf(state.failure, t)}
        </p>
      )}
    </>
  )
}

/**
 * Files that are not photos, named above the step: some turn out so only after the person has gone
 * on.
 */
export const UnreadableFiles = ({ island, state }: Pick<WizardProps, 'island' | 'state'>) =>
  state.unreadable.length === 0 ? null : (
    <div class="notice bad" role="alert" data-testid="photos-unreadable">
      {state.unreadable.map((name, index) => (
        // Isolated, because a Latin file name must not turn the direction of an Urdu sentence.
        <p key={index}>{island.t('sell.photos.notImage', { name: `\u2068${name}\u2069` })}</p>
      ))}
    </div>
  )
