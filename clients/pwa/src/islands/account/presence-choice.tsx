// Whether others see that a person is there: chat holds to it, whatever a page shows.
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'

export const PresenceChoice = ({ island: { t, api } }: { readonly island: Island }) => {
  const [shown, setShown] = useState<boolean>()
  const [note, setNote] = useState('')
  const [error, setError] = useState('')
  useEffect(() => {
    void api('GET /me/presence').then((answer) => answer.ok && setShown(answer.value.shown))
  }, [])
  const choose = async (wish: boolean): Promise<void> => {
    setError('')
    setNote('')
    setShown(wish)
    const answer = await api('PUT /me/presence', { body: { shown: wish } })
    if (answer.ok) return setNote(t(wish ? 'account.presence.on' : 'account.presence.off'))
    setShown(!wish)
    setError(sentenceOf(answer.problem, t))
  }
  // While chat is away there is nothing to choose.
  if (shown === undefined) return null
  return (
    <section class="panel" aria-labelledby="presence" data-testid="presence">
      <h2 id="presence">{t('account.presence')}</h2>
      <label class="tick">
        <input
          type="checkbox"
          checked={shown}
          onChange={({ currentTarget }) => void choose(currentTarget.checked)}
          data-testid="presence-shown"
        />
        <span>{t('account.presence.text')}</span>
      </label>
      <p class="notice" role="status" hidden={note === ''} data-testid="presence-note">
        {note}
      </p>
      <p class="notice bad" role="alert" hidden={error === ''}>
        {error}
      </p>
    </section>
  )
}
