// Proves that a part runs in a process of its own beside the others, and that a watched one starts
// anew from what was saved.
import { utimes } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { until } from '@pk-auto/testing/until'
import { expect, inject, test } from 'vitest'
import { dropDatabases } from '../processes/databases.ts'
import { environmentOf } from '../environment.ts'
import { ownPorts } from '../processes/own-ports.ts'
import type { ProcessName } from '../parts.ts'
import { startPlatform } from '../platform.ts'

const servers = inject('servers')

test('a part apart answers by itself, starts anew when saved, and ends with the rest', async () => {
  await using stack = new AsyncDisposableStack()
  const namespace = `apart${newId().replaceAll('-', '').slice(-8)}`
  stack.defer(() => dropDatabases({ servers, namespace }))
  const ports = await ownPorts()
  const place = { servers, ports, profile: 'test', namespace } as const
  const ready = (name: ProcessName): Promise<boolean> =>
    fetch(`http://127.0.0.1:${environmentOf(name, place)['HTTP_PORT']}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  const platform = await startPlatform({
    ...{ ...place, parts: ['fraud', 'leads'], apart: ['leads'], watched: ['fraud'] },
  })
  stack.defer(() => platform[Symbol.asyncDispose]())
  expect(await Promise.all([ready('fraud'), ready('leads')])).toEqual([true, true])
  expect(() => platform.part('leads')).toThrow('leads does not run in this process')

  const saved = new Date()
  await utimes(fileURLToPath(import.meta.resolve('@pk-auto/fraud/service')), saved, saved)
  await until('the watched part has ended', async () => !(await ready('fraud')))
  await until('it runs again', () => ready('fraud'))
  expect(await ready('leads')).toBe(true)

  await platform[Symbol.asyncDispose]()
  expect(await Promise.all([ready('fraud'), ready('leads')])).toEqual([false, false])
})
