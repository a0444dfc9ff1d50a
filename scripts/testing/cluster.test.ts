// A run that asks for no control plane says so.
import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { runCluster } from './cluster.ts'

test.each([[[]], [['--long']]])('with %j the cluster is skipped, never silently', async (args) => {
  expect(await runCluster(readArguments(args))).toEqual({
    name: 'cluster',
    passed: 0,
    failed: 0,
    skipped: ['the charts on a control plane: runs with --cluster'],
  })
})
