// A change is tested where it was made and wherever that is used.
import { expect, test } from 'vitest'
import { touchedBy, type Workspace } from './since.ts'

const workspaces: readonly Workspace[] = [
  { folder: 'packages/kernel', name: 'kernel', dependencies: [] },
  { folder: 'packages/kafka', name: 'kafka', dependencies: ['kernel'] },
  { folder: 'packages/testing', name: 'testing', dependencies: ['kernel'] },
  { folder: 'services/search', name: 'search', dependencies: ['kafka'] },
  { folder: 'services/notify', name: 'notify', dependencies: ['kernel'] },
  { folder: 'services/catalogue', name: 'catalogue', dependencies: [] },
  { folder: 'gateways/pwa', name: 'gateway-pwa', dependencies: [] },
  { folder: 'clients/pwa', name: 'pwa', dependencies: [] },
  { folder: 'scripts', name: 'scripts', dependencies: ['platform'] },
  { folder: 'platform', name: 'platform', dependencies: ['search', 'notify'] },
]

test.for([
  [['services/search/src/main.ts'], ['platform', 'scripts', 'services/search']],
  [['packages/kafka/src/a.ts'], ['packages/kafka', 'platform', 'scripts', 'services/search']],
  [['config/notify.yaml'], ['clients/pwa', 'platform', 'scripts', 'services/notify']],
  [
    ['services/catalogue/taxonomy/makes.yaml'],
    ['platform', 'scripts', 'services/catalogue', 'services/search'],
  ],
  [['gateways/pwa/openapi.json'], ['gateways/pwa', 'scripts']],
  [['scripts/generate/openapi.ts'], ['platform', 'scripts']],
  [['docs/adr/0001.md', 'README.md'], ['scripts']],
  [['services/notify/README.md'], ['scripts']],
  [['packages/testing/README.md', 'docs/faults.md'], ['scripts']],
  [[], []],
])('%j touches %j', ([files, folders]) => {
  expect(touchedBy(files ?? [], workspaces)).toEqual(folders)
})

test.for([[['package-lock.json']], [['packages/testing/src/until.ts']], [['vitest.config.ts']]])(
  '%j touches everything',
  ([files]) => {
    expect(touchedBy(files ?? [], workspaces)).toBe('all')
  },
)
