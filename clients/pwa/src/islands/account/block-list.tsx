// Whom a person has blocked, each once; any of them can be let in again. Nothing while it is
// nobody.
import type { Conversation } from '@pk-auto/client-api/pwa.gen'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import { carName, peerName } from '../chat/names.ts'
import type { Island } from '../island.ts'

export const BlockList = ({ island }: { readonly island: Island }) => {
  const { t, api } = island
  const [rows, setRows] = useState<readonly Conversation[]>([])
  const [error, setError] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    void api('GET /me/blocks').then((answer) => answer.ok && setRows(answer.value.items))
  }, [])
  // Somebody is let in again wherever the two talk.
  const unblock = async ({ id, peer }: Conversation): Promise<void> => {
    const answer = await api('DELETE /chat/conversations/{id}/block', { path: { id } })
    if (answer.ok) {
      setRows((before) => before.filter((row) => row.peer.id !== peer.id))
      // The button goes with its row.
      heading.current?.focus()
    } else setError(sentenceOf(answer.problem, t))
  }
  if (rows.length === 0) return null
  return (
    <section class="panel" aria-labelledby="blocks">
      <h2 id="blocks" ref={heading} tabIndex={-1}>
        {t('account.blocks')}
      </h2>
      <ul class="devices" data-testid="blocks">
        {rows.map((row) => (
          <li key={row.id} data-testid="block">
            <p>
              <bdi>{peerName(island, row)}</bdi>
              <small>
                <bdi>{carName(island, row)}</bdi>
              </small>
            </p>
            <button
              class="button plain"
              onClick={() => void unblock(row)}
              aria-label={t('account.block.end.of', { name: peerName(island, row) })}
            >
              {t('account.block.end')}
            </button>
          </li>
        ))}
      </ul>
      <p class="notice bad" role="alert" hidden={error === ''}>
        {error}
      </p>
    </section>
  )
}
