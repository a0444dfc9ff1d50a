// Whether this device gets notifications, and the button that changes it.
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../island.ts'
import { type PushState, pushState, startPush, stopPush } from './push-here.ts'

type Props = {
  readonly island: Pick<Island, 't' | 'api'>
  /** Only while it is off: a list needs no switch to end it. */
  readonly onlyOffer?: boolean
}

export const PushToggle = ({ island: { t, api }, onlyOffer = false }: Props) => {
  const [state, setState] = useState<PushState | 'failed'>()
  const [busy, setBusy] = useState(false)
  useEffect(() => void pushState().then(setState), [])
  const change = async (): Promise<void> => {
    setBusy(true)
    if (state === 'on') await stopPush(api)
    const after = state === 'on' ? ('off' as const) : await startPush(api).catch(() => 'failed')
    setState(after as PushState | 'failed')
    setBusy(false)
  }
  if (state === undefined || (onlyOffer && (state === 'on' || state === 'none'))) return null
  return (
    <div class="push" data-testid="push" data-state={state}>
      {state === 'on' && <p>{t('news.push.isOn')}</p>}
      {(state === 'denied' || state === 'none' || state === 'failed') && (
        <p class="notice" role="status">
          {t(`news.push.${state}`)}
        </p>
      )}
      {state !== 'none' && (
        <button
          class="button plain"
          type="button"
          disabled={busy}
          onClick={() => void change()}
          data-testid="push-change"
        >
          {t(state === 'on' ? 'news.push.off' : 'news.push.on')}
        </button>
      )}
    </div>
  )
}
