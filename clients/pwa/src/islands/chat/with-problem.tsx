// Why somebody cannot be written to without an ad, and the way on.
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'
import type { With } from './use-with.ts'

type Props = { readonly island: Island; readonly asked: With }

export const WithProblem = ({ island: { t, link }, asked: { person, problem, again } }: Props) => {
  if (!problem) return <div class="waiting" aria-busy="true" />
  const strangers = problem.status === 404 || problem.status === 422
  return (
    <div class="state" role="alert" data-testid="with-problem">
      <h2>{t(strangers ? 'chat.with.unmet' : 'chat.problem')}</h2>
      <p>{strangers ? t('chat.with.unmet.text') : sentenceOf(problem, t)}</p>
      {strangers ? (
        <a class="button" href={link(`/sellers/${encodeURIComponent(person ?? '')}`)}>
          {t('chat.with.ads')}
        </a>
      ) : (
        <button class="button" onClick={again}>
          {t('results.retry')}
        </button>
      )}
    </div>
  )
}
