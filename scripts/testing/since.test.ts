// A change is tested where it was made and wherever that is used.
import { expect, test } from 'vitest'
import { touchedBy, type Workspace } from './since.ts'

const workspaces: readonly Workspace[] = [
  { folder: 'packages/kernel', name: 'kernel', dependencies: [] },
  { folder: 'packages/kafka', name: 'kafka', dependencies: ['kernel'] },
  { folder: 'packages/testing', name: 'testing', dependencies: ['kernel'] },
  { folder: 'services/search', name: 'search', dependencies: ['kafka'] },
  { folder: 'services/notify', name: 'notify', dependencies: ['kernel'] },
  { folder: 'platform', name: 'platform', dependencies: ['search', 'notify'] },
]

test.for([
  [['services/search/src/main.ts'], ['platform', 'services/search']],
  [['packages/kafka/src/a.ts'], ['packages/kafka', 'platform', 'services/search']],
  [['config/notify.yaml'], ['platform', 'services/notify']],
  [['scripts/up.ts'], ['platform']],
  [['docs/adr/0001.md', 'README.md'], []],
])('%j touches %j', ([files, folders]) => {
  expect(touchedBy(files ?? [], workspaces)).toEqual(folders)
})

test.for([[['package-lock.json']], [['packages/testing/src/until.ts']], [['vitest.config.ts']]])(
  '%j touches everything',
  ([files]) => {
    expect(touchedBy(files ?? [], workspaces)).toBe('all')
  },
)
