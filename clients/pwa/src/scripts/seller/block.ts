// Blocks the seller whose page this is, once the person has confirmed it.
import { sentenceOf } from '../../api/sentence.ts'
import { isSignedIn } from '../../islands/header.ts'
import { readIsland } from '../../islands/island.ts'

const { t, api, link } = readIsland()
const button = document.querySelector<HTMLElement>('[data-block]')
const outcome = document.querySelector<HTMLElement>('[data-block-outcome]')

const show = (text: string, done: boolean): void => {
  const [words, way] = [outcome?.querySelector('span'), outcome?.querySelector('a')]
  if (!outcome || !words || !way) return
  outcome.hidden = false
  words.textContent = text
  way.hidden = !done
}
const block = async (id: string, name: string): Promise<void> => {
  if (!isSignedIn())
    return location.assign(link(`/login?next=${encodeURIComponent(location.pathname)}`))
  if (!confirm(t('seller.block.confirm', { name }))) return
  const answer = await api('PUT /me/blocks/{id}', { path: { id } })
  if (answer.ok) return show(t('seller.block.done', { name }), true)
  // Without a conversation there is nothing in which they could write.
  show(
    answer.problem.status === 404 ? t('seller.block.unmet') : sentenceOf(answer.problem, t),
    false,
  )
}
button?.addEventListener('click', () => {
  const { block: id = '', name = '' } = button.dataset
  void block(id, name)
})
