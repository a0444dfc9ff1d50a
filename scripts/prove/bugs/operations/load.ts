// Bugs in what is asked of a platform under load, and in what is made of the answer.
import type { Bug } from '../../bug.ts'

const LOAD = 'scripts/load'

export const LOAD_BUGS: readonly Bug[] = [
  {
    name: 'load asks for a route that is called otherwise',
    file: `${LOAD}/k6/ads.ts`,
    find: 'POST /listings/{id}/publish',
    put: 'POST /listings/{id}/go-live',
    suite: `${LOAD}/plan/routes.test.ts`,
  },
  {
    name: 'under load more may fail than the objectives allow',
    file: `${LOAD}/plan/limits.ts`,
    find: '1 - objective.share',
    put: '2 - 2 * objective.share',
    suite: `${LOAD}/plan/plan.test.ts`,
  },
  {
    name: 'load that did nothing has held',
    file: `${LOAD}/run/outcome.ts`,
    find: "done > 0 ? broken : ['nothing was done', ...broken]",
    put: 'broken',
    suite: `${LOAD}/run/knee.test.ts`,
  },
  {
    name: 'a threshold that is crossed holds',
    file: `${LOAD}/run/outcome.ts`,
    find: 'crossed ? `',
    put: '!crossed ? `',
    suite: `${LOAD}/run/knee.test.ts`,
  },
  {
    name: 'one hiccup of the machine is taken for the knee',
    file: `${LOAD}/run/knee.ts`,
    find: 'if (again.broken.length > 0) return',
    put: 'return',
    suite: `${LOAD}/run/knee.test.ts`,
  },
  {
    name: 'the day of load leaves a path out',
    file: `${LOAD}/day.ts`,
    find: "export { otp } from './otp.ts'\n",
    put: '',
    suite: `${LOAD}/plan/routes.test.ts`,
  },
]
