// The sell page: fetches the taxonomy, then hands over to the wizard.
import { render } from 'preact'
import { sentenceOf } from '../../api/sentence.ts'
import { readIsland } from '../island.ts'
import { beginAgain } from './draft/begin-again.ts'
import { SellWizard } from './wizard.tsx'

const root = document.getElementById('sell')
const island = readIsland()

const begin = async (): Promise<void> => {
  if (!root) return
  const again = new URLSearchParams(location.search).get('again')
  const [answer] = await Promise.all([
    island.api('GET /taxonomy', { query: island.taxonomyQuery }),
    again ? beginAgain(island.api, again) : undefined,
  ])
  // A draft that is discarded stays so after a reload.
  if (again) history.replaceState(history.state, '', location.pathname)
  root.replaceChildren()
  if (answer.ok) render(<SellWizard island={island} taxonomy={answer.value} />, root)
  else
    render(
      <div class="state" role="alert">
        <p>{sentenceOf(answer.problem, island.t)}</p>
        <button class="button" onClick={() => location.reload()}>
          {island.t('results.retry')}
        </button>
      </div>,
      root,
    )
}
void begin()
