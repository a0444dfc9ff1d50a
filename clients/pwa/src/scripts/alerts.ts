// Makes the list of saved searches editable: name and frequency are saved at the version shown,
// and what is deleted can be brought back for as long as the page is open.
import { newKey } from '@pk-auto/client-api/client'
import type { Alert } from '@pk-auto/client-api/pwa.gen'
import { sentenceOf } from '../api/sentence.ts'
import { readIsland } from '../islands/island.ts'

const { t, api } = readIsland()
const list = document.querySelector<HTMLElement>('[data-alerts]')

const alertIn = (row: HTMLElement): Alert => JSON.parse(row.dataset['alert'] ?? '{}') as Alert

const note = (row: HTMLElement, text: string): void => {
  const place = row.querySelector<HTMLElement>('[data-note]')
  if (place) place.textContent = text
}

const save = async (row: HTMLElement, form: HTMLFormElement): Promise<void> => {
  const { id, version } = alertIn(row)
  const wished = new FormData(form)
  const frequency = wished.get('frequency') === 'daily' ? 'daily' : 'instant'
  const name = wished.get('name')
  const answer = await api('PATCH /alerts/{id}', {
    ...{ path: { id }, version },
    body: { name: typeof name === 'string' ? name : '', frequency },
  })
  if (!answer.ok) return note(row, sentenceOf(answer.problem, t))
  row.dataset['alert'] = JSON.stringify(answer.value)
  note(row, t('alerts.done'))
  const title = row.querySelector('h2 a')
  if (title && answer.value.name) title.textContent = answer.value.name
}

/** The row stays in memory: bringing it back saves the same search again. */
const remove = async (row: HTMLElement): Promise<void> => {
  const { id, name, query, channels, frequency } = alertIn(row)
  const answer = await api('DELETE /alerts/{id}', { path: { id } })
  if (!answer.ok && answer.problem.status !== 404) return note(row, sentenceOf(answer.problem, t))
  const gone = document.createElement('li')
  gone.className = 'notice'
  gone.dataset['testid'] = 'alert-deleted'
  const undo = document.createElement('button')
  undo.className = 'button text'
  undo.type = 'button'
  undo.dataset['testid'] = 'alert-undo'
  undo.textContent = t('alerts.undo')
  gone.append(t('alerts.deleted'), ' ', undo)
  row.replaceWith(gone)
  undo.focus()
  const key = newKey()
  const bringBack = async (): Promise<void> => {
    const body = { name, query, channels, frequency }
    const back = await api('POST /alerts', { key, body })
    if (!back.ok) return gone.prepend(`${sentenceOf(back.problem, t)} `)
    row.dataset['alert'] = JSON.stringify(back.value)
    const link = row.querySelector<HTMLAnchorElement>('h2 a')
    if (link) link.href = link.href.replace(id, back.value.id)
    note(row, t('alerts.back'))
    gone.replaceWith(row)
    link?.focus()
  }
  undo.addEventListener('click', () => void bringBack())
}

list?.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  const row = form.closest<HTMLElement>('[data-alert]')
  event.preventDefault()
  if (row) void save(row, form)
})
list?.addEventListener('click', (event) => {
  const button = (event.target as Element).closest('[data-delete]')
  const row = button?.closest<HTMLElement>('[data-alert]')
  if (row) void remove(row)
})
