// Bugs in what lets a release through, and in the pipelines themselves.
import type { Bug } from '../../bug.ts'

const SMOKE = 'platform/journeys/smoke.journey.test.ts'
const PIPELINES = 'platform/test/pipelines'

export const RELEASE_BUGS: readonly Bug[] = [
  {
    name: 'the ad that the smoke has published stays for sale',
    file: 'scripts/release/walk.ts',
    find: 'if (person && ad) {',
    put: 'if (person && !ad) {',
    suite: SMOKE,
  },
  {
    name: 'the smoke takes any answer of a search for the ad',
    file: 'scripts/release/walk.ts',
    find: 'return items.find((each) => each.id === id)',
    put: 'return items[0] ?? { id, etag: null }',
    suite: SMOKE,
  },
  {
    name: 'a release that nobody could watch is a good one',
    file: 'scripts/release/burn-rate.ts',
    find: 'if (!known)',
    put: 'if (known === undefined)',
    suite: 'scripts/release/burn-rate.test.ts',
  },
  {
    name: 'the bill of a part holds what only its tests need',
    file: 'scripts/release/bill.ts',
    find: '.needs.includes(nameOf(next)) ?? true)',
    put: '.needs.includes(nameOf(next)) !== undefined)',
    suite: 'scripts/release/bill.test.ts',
  },
  {
    name: 'a deploy leaves its token in the clone',
    file: '.github/workflows/deploy.yml',
    find: 'persist-credentials: false',
    put: 'persist-credentials: true',
    suite: `${PIPELINES}/workflows.it.test.ts`,
  },
  {
    name: 'a release that fails its smoke stays',
    file: 'scripts/release/roll-out.ts',
    find: 'await hands.rollBack(before)',
    put: '',
    suite: 'scripts/release/roll-out.test.ts',
  },
  {
    name: 'a release leads people to blue, whatever answers',
    file: 'scripts/release/slots.ts',
    find: "answers === 'running' ? each.live : idleOf(each)",
    put: "answers === 'running' ? 'blue' : idleOf(each)",
    suite: 'scripts/release/roll-out.test.ts',
  },
  {
    name: 'a release that names no slot undoes a switch',
    file: 'charts/service/templates/_deployment.tpl',
    find: '{{- .set.slots.active | default (include "service.live" .) | default "blue" -}}',
    put: '{{- .set.slots.active | default "blue" -}}',
    suite: 'platform/test/charts/units.it.test.ts',
  },
  {
    name: 'secrets are looked for by no rule',
    file: '.gitleaks.toml',
    find: 'useDefault = true',
    put: 'useDefault = false',
    suite: `${PIPELINES}/secrets.it.test.ts`,
  },
]
