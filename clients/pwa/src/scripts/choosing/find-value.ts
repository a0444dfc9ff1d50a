// Finds a value in a long list of filters while its name is typed, in either script.

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

const show = (box: HTMLInputElement): void => {
  const group = box.closest('fieldset')
  const wanted = plain(box.value)
  let found = 0
  for (const row of group?.querySelectorAll('li') ?? []) {
    const value = row.querySelector('input')?.value.replaceAll('-', ' ') ?? ''
    const isWanted = plain(`${row.querySelector('bdi')?.textContent} ${value}`).includes(wanted)
    row.hidden = !isWanted
    if (isWanted) found++
  }
  const none = group?.querySelector<HTMLElement>('[data-none]')
  if (!none) return
  none.hidden = found > 0
  none.textContent = found > 0 ? '' : (none.dataset['none'] ?? '')
}

const boxOf = ({ target }: Event): HTMLInputElement | undefined =>
  target instanceof HTMLInputElement && target.matches('[data-find]') ? target : undefined

document.addEventListener('input', (event) => {
  const box = boxOf(event)
  if (box) show(box)
})
// It is no field of the form: Enter sends nothing, and leaving it changes nothing.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && boxOf(event)) event.preventDefault()
})
document.addEventListener(
  'change',
  (event) => {
    if (boxOf(event)) event.stopImmediatePropagation()
  },
  { capture: true },
)
