// The one button of a page that a mail leads to.
import { sentenceOf } from '../api/sentence.ts'
import { readIsland } from '../islands/island.ts'

const { api, t } = readIsland()
const token = new URLSearchParams(location.search).get('token') ?? ''
const panel = document.querySelector<HTMLElement>('[data-one-tap]')
const button = panel?.querySelector<HTMLButtonElement>('button')

const act = () =>
  panel?.dataset['oneTap'] === 'stop'
    ? api('POST /alerts/stop', { query: { token } })
    : api('POST /email/confirm', { body: { token } })

button?.addEventListener('click', () => {
  button.disabled = true
  void act().then((answer) => {
    const place = panel?.querySelector<HTMLElement>(answer.ok ? '[data-done]' : '[data-failed]')
    if (place) place.hidden = false
    if (answer.ok) return button.remove()
    button.disabled = false
    if (place) place.textContent = sentenceOf(answer.problem, t)
  })
})
