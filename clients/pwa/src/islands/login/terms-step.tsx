// The last step of a first sign-in: the terms of use, never ticked in advance.
import { useState } from 'preact/hooks'
import type { Island } from '../island.ts'

type Props = {
  readonly island: Pick<Island, 't' | 'link'>
  readonly onAccept: (marketing: boolean) => Promise<void>
}

export const TermsStep = ({ island, onAccept }: Props) => {
  const { t, link } = island
  const [agreed, setAgreed] = useState(false)
  const [marketing, setMarketing] = useState(false)
  const [need, setNeed] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setNeed(!agreed)
    if (!agreed || busy) return
    setBusy(true)
    await onAccept(marketing)
    setBusy(false)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>{t('login.terms.text')}</p>
      <p>
        {t('login.terms.read')}{' '}
        <a href={link('/terms')} target="_blank" rel="noopener" data-testid="login-read-terms">
          {t('login.terms.link')}
        </a>{' '}
        ·{' '}
        <a href={link('/privacy')} target="_blank" rel="noopener" data-testid="login-read-privacy">
          {t('login.privacy.link')}
        </a>
      </p>
      <label class="tick">
        <input
          type="checkbox"
          checked={agreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
          aria-describedby="terms-need"
          data-testid="login-terms"
        />
        <span>{t('login.terms')}</span>
      </label>
      <p id="terms-need" class="wrong" role="alert" hidden={!need}>
        {t('login.terms.need')}
      </p>
      <label class="tick">
        <input
          type="checkbox"
          checked={marketing}
          onChange={(event) => setMarketing(event.currentTarget.checked)}
          data-testid="login-marketing"
        />
        <span>{t('login.marketing')}</span>
      </label>
      <button class="button" disabled={busy} data-testid="login-accept">
        {t('login.accept')}
      </button>
    </form>
  )
}
