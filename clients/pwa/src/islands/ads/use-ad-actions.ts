// What may be done to an own ad: sent at once, shown with what came of it. After an edit of an old
// version, or a refusal by its state, the newest is shown and asked again; an edit offline
// waits.
import type { Answer } from '@pk-auto/client-api/problem'
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import type { moneyOf } from '@pk-auto/ui/price'
import type { MessageKey } from '@pk-auto/ui/words'
import { useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { AdEdit } from '../../offline/waiting/change.ts'
import { putAside, sendAside } from '../../offline/waiting/waiting.ts'
import type { Island } from '../island.ts'

export type Action = 'publish' | 'close' | 'reactivate' | 'refresh'
const DONE: Readonly<Record<Action, MessageKey>> = {
  publish: 'ads.done.live',
  close: 'ads.done.closed',
  reactivate: 'ads.done.live',
  refresh: 'ads.done.refreshed',
}

type Order = {
  readonly island: Island
  readonly ad: Listing
  readonly title: string
  /** What waits for a connection. */
  readonly waits: AdEdit | undefined
  readonly onChanged: (ad: Listing) => void
  /** Something was done, or waits: its form can go. */
  readonly onTaken: () => void
}

export const useAdActions = ({ island, ad, title, waits, onChanged, onTaken }: Order) => {
  const { t, api } = island
  const [busy, setBusy] = useState(false)
  const [note, setNote] = useState('')
  const [error, setError] = useState('')
  const edit = { path: { id: ad.id }, version: ad.version }

  const wait = async (body: AdEdit): Promise<boolean> => {
    const isAside = await putAside({ kind: 'ad', id: ad.id, version: ad.version, body }, title)
    if (isAside) onTaken()
    return isAside
  }
  const send = async (
    sending: Promise<Answer<Listing>>,
    done: MessageKey,
    body?: AdEdit,
  ): Promise<void> => {
    setBusy(true)
    setNote('')
    setError('')
    const answer = await sending
    setBusy(false)
    if (answer.ok) {
      onTaken()
      setNote(t(done))
      return onChanged(answer.value)
    }
    const { problem } = answer
    if (problem.status === 0 && body && (await wait(body))) return
    setError(sentenceOf(problem, t))
    if (problem.status !== 412 && problem.status !== 409) return
    const newest = await api('GET /listings/{id}', { path: { id: ad.id } })
    if (newest.ok) onChanged(newest.value)
  }
  return {
    ...{ busy, note, error },
    async change(body: AdEdit, done: MessageKey): Promise<void> {
      // What waits goes first, and with it what comes now.
      if (waits && (await wait(body))) return void sendAside()
      await send(api('PATCH /listings/{id}', { ...edit, body }), done, body)
    },
    sell: (soldFor: ReturnType<typeof moneyOf> | undefined): Promise<void> =>
      send(
        api('POST /listings/{id}/close', {
          ...edit,
          body: { reason: 'sold', ...(soldFor === undefined ? {} : { soldFor }) },
        }),
        'ads.done.sold',
      ),
    run(action: Action): void {
      if (action === 'close' && !confirm(t('ads.close.confirm'))) return
      const sending =
        action === 'close'
          ? api('POST /listings/{id}/close', { ...edit, body: { reason: 'not-selling' } })
          : api(`POST /listings/{id}/${action}`, edit)
      void send(sending, ad.state === 'sold' ? 'ads.done.undone' : DONE[action])
    },
  }
}
