// A conversation that cannot be shown, with a way on.
import type { Refusal } from '@pk-auto/client-live/ports'
import { sentenceOf } from '../../../api/sentence.ts'
import type { Island } from '../../island.ts'

type Props = {
  readonly island: Island
  readonly problem: Refusal
  readonly onBack: () => void
  readonly onAgain: () => void
}

export const ThreadProblem = ({ island, problem, onBack, onAgain }: Props) => {
  const { t } = island
  const gone = problem.status === 404 || problem.status === 422 || problem.status === 400
  return (
    <div class="state" role="alert" data-testid="thread-problem">
      <h2>{t(gone ? 'chat.problem.gone' : 'chat.problem')}</h2>
      {!gone && <p>{sentenceOf(problem, t)}</p>}
      {!gone && (
        <button class="button" onClick={onAgain}>
          {t('results.retry')}
        </button>
      )}
      <button class="button plain" onClick={onBack}>
        {t('chat.back')}
      </button>
    </div>
  )
}
