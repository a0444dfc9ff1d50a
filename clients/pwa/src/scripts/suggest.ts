// Suggestions under the search box: arrows choose, Enter searches, Escape closes. Without them the
// box is a plain field of its form.
import type { Suggestion } from '@pk-auto/client-api/pwa.gen'
import type { Read } from '../api/api.ts'

const SUGGEST = '/api/v1/suggest'
const PAUSE_MS = 120
const input = document.querySelector<HTMLInputElement>('#q')
const list = document.querySelector<HTMLUListElement>('#q-list')
const lang = document.documentElement.lang === 'ur' ? 'ur' : 'en'
const known = new Map<string, readonly Suggestion[]>()
let chosen = -1
let timer = 0
let turn = 0

if (input && list) {
  const show = (items: readonly Suggestion[]): void => {
    chosen = -1
    list.replaceChildren(
      ...items.map(({ text, query }, at) => {
        const row = document.createElement('li')
        row.id = `q-${at}`
        row.role = 'option'
        row.dir = 'auto'
        row.dataset['query'] = query
        row.textContent = text[lang]
        return row
      }),
    )
    list.hidden = items.length === 0
    input.ariaExpanded = String(!list.hidden)
    mark()
  }
  const mark = (): void => {
    for (const [at, row] of [...list.children].entries()) row.ariaSelected = String(at === chosen)
    if (chosen < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `q-${chosen}`)
  }
  const close = (): void => {
    turn += 1
    clearTimeout(timer)
    show([])
  }
  const ask = async (): Promise<void> => {
    const mine = ++turn
    const q = input.value.trim()
    let items = known.get(q)
    if (!items) {
      const answer = await fetch(`${SUGGEST}?q=${encodeURIComponent(q)}`).catch(() => null)
      items = answer?.ok ? ((await answer.json()) as Read<typeof SUGGEST>).items : []
      if (answer?.ok) known.set(q, items)
    }
    if (mine === turn && document.activeElement === input) show(items)
  }
  const search = (row: Element | undefined | null): void => {
    input.value = (row as HTMLElement | undefined)?.dataset['query'] ?? input.value
    close()
    input.form?.requestSubmit()
  }
  input.role = 'combobox'
  input.ariaAutoComplete = 'list'
  input.setAttribute('aria-controls', list.id)
  show([])
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), PAUSE_MS)
  })
  input.addEventListener('focus', () => input.value === '' && void ask())
  input.addEventListener('blur', close)
  input.form?.addEventListener('submit', close)
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const rows = list.children.length
    if (step && list.hidden) void ask()
    else if (step) {
      // One step beyond either end is the text itself.
      chosen = ((chosen + 1 + step + rows + 1) % (rows + 1)) - 1
      mark()
    } else if (event.key === 'Escape' && !list.hidden) close()
    else if (event.key === 'Enter' && chosen >= 0) search(list.children[chosen])
    else return
    event.preventDefault()
  })
  // The field must not lose the focus before the click arrives.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => search((event.target as Element).closest('li')))
}
