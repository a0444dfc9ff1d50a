// What a person should know about the connection: none, how many messages wait, signed out.
import type { LiveState } from '@pk-auto/client-live/client/live-state'
import { useEffect, useState } from 'preact/hooks'
import type { Island } from '../island.ts'

type Props = { readonly island: Island; readonly state: LiveState }

/** A break that mends itself at once is nobody's concern. */
const PATIENCE_MS = 2_000

export const ConnectionNotice = ({ island, state: { status, entries } }: Props) => {
  const { t, link } = island
  const [away, setAway] = useState(false)
  const down = status === 'connecting'
  useEffect(() => {
    if (!down) return setAway(false)
    const timer = setTimeout(() => setAway(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [down])
  if (status === 'signed-out')
    return (
      <p class="notice warm line" role="status" data-testid="chat-signed-out">
        {t('chat.signedOut')}{' '}
        <a href={link(`/login?next=${encodeURIComponent(location.pathname)}`)}>
          {t('chat.signIn')}
        </a>
      </p>
    )
  const count = entries.filter(({ failed }) => !failed).length
  const text =
    !away || !down
      ? ''
      : count > 0
        ? t(count === 1 ? 'chat.waiting.one' : 'chat.waiting.other', { count })
        : t('chat.offline')
  return (
    <p
      class="notice warm line"
      role="status"
      hidden={text === ''}
      data-testid="chat-connection"
      data-status={status}
      data-waiting={count}
    >
      {text}
    </p>
  )
}
