// What people read is what a release runs.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { upgradeArguments } from './release-command.ts'

test('the documented command is the one of scripts/roll-out and of the control plane', () => {
  const values = 'deploy/production/values.yaml'
  const target = { chart: 'charts/pk-auto', values, namespace: 'pk-auto' }
  const command = ['helm', ...upgradeArguments(target), '--set', 'images.tag=1.2.3'].join(' ')
  expect(readFileSync('docs/operations.md', 'utf8').split('\n')).toContain(command)
})
