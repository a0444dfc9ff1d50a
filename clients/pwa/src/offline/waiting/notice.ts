// Says at the top of a page how much waits for a connection, and names the way on for what was
// refused.
import { wordsOf } from '@pk-auto/ui/words'
import { sentenceOf } from '../../api/sentence.ts'
import type { Waiting } from './change.ts'
import { onWaiting } from './announcing.ts'
import type { Sending } from './send-here.ts'
import { giveUp, sendAside, waitingHere } from './waiting.ts'

const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

const button = (text: string, press: () => void): HTMLButtonElement => {
  const made = Object.assign(document.createElement('button'), {
    ...{ className: 'button text', type: 'button', textContent: text },
  })
  made.addEventListener('click', press)
  return made
}

/** The page sends its words with the place. */
export const startWaiting = (place: HTMLElement): void => {
  const t = wordsOf(JSON.parse(place.dataset['waiting'] ?? '{}') as Record<string, string>)
  const home = document.documentElement.lang === 'ur' ? '/ur' : ''

  const refusedRow = ({ change, title, refusal }: Waiting): HTMLElement => {
    const row = document.createElement('p')
    row.className = 'notice bad'
    row.dataset['testid'] = 'waiting-refused'
    const see = Object.assign(document.createElement('a'), {
      href: change.kind === 'ad' ? `${home}/me/ads` : `${home}/cars/${change.id}`,
      textContent: t('waiting.see'),
    })
    const away = button(
      t('waiting.discard'),
      () => void giveUp(({ kind, id }) => kind === change.kind && id === change.id),
    )
    const why = refusal ? sentenceOf(refusal, t) : ''
    // A name in other letters stands for itself.
    const car = `\u2068${title}\u2069`
    row.append(t('waiting.refused', { car, why }), ' ', see, ' ', away)
    return row
  }
  let outcome: Sending = 'later'
  const signIn = (): HTMLElement =>
    Object.assign(document.createElement('a'), {
      href: `${home}/login?next=${encodeURIComponent(location.pathname + location.search)}`,
      textContent: t('nav.signIn'),
    })
  const show = async (): Promise<void> => {
    const all = await waitingHere()
    const refused = all.filter(({ refusal }) => refusal !== undefined)
    const count = all.length - refused.length
    const line = document.createElement('p')
    line.className = 'notice warm'
    line.dataset['testid'] = 'waiting'
    line.dataset['count'] = String(count)
    const isOut = outcome === 'sign-in'
    const words = isOut ? 'waiting.signIn' : count === 1 ? 'waiting.one' : 'waiting.other'
    line.append(t(words, { count }), ...(isOut ? [' ', signIn()] : []))
    place.replaceChildren(...(count > 0 ? [line] : []), ...refused.map(refusedRow))
    place.hidden = all.length === 0
  }

  let pause = FIRST_PAUSE_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  const send = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    outcome = await sendAside()
    await show()
    pause = outcome === 'done' ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS)
    if (outcome === 'later') timer = setTimeout(() => void send(), pause)
  }
  onWaiting(() => {
    timer ??= setTimeout(() => void send(), pause)
    void show()
  })
  addEventListener('online', () => void send())
  document.addEventListener('visibilitychange', () => void (document.hidden || send()))
  void show()
  void send()
}
