// The one list of parts agrees with what is declared elsewhere: policies, configurations, topics,
// workspaces and the port table.
import { readFileSync } from 'node:fs'
import { portsAt, SERVICES } from '@pk-auto/lifecycle/ports'
import { expect, inject, test } from 'vitest'
import { folderOf } from '../apart.ts'
import { environmentOf } from '../environment.ts'
import {
  PART_NAMES,
  partOf,
  PROCESS_NAMES,
  SERVICE_NAMES,
  withAsked,
  type ProcessName,
} from '../parts.ts'
import { readPlatformTopics } from '../topics.ts'
import { callersByService } from './definitions.ts'

const place = {
  servers: inject('servers'),
  ports: portsAt(0),
  profile: 'development',
  namespace: 'parts',
} as const
const asksOf = (name: ProcessName): readonly string[] => {
  const part = partOf(name)
  return part.kind === 'web' ? [] : part.asks
}

test('a part asks exactly the services whose policies name it as a caller', async () => {
  const callers = await callersByService()
  const fromPolicies = PROCESS_NAMES.map((name) => {
    const allowing = SERVICE_NAMES.filter((service) => callers.get(service)?.has(name))
    return [name, allowing.toSorted()]
  })
  expect(PROCESS_NAMES.map((name) => [name, asksOf(name).toSorted()])).toEqual(fromPolicies)
})

test('a part gets the addresses of what it asks, and of nobody else', () => {
  for (const name of PROCESS_NAMES) {
    const given = Object.keys(environmentOf(name, place))
      .filter((variable) => variable.endsWith('_GRPC_URL'))
      .toSorted()
    const wanted = asksOf(name).map(
      (asked) => `${asked.toUpperCase().replaceAll('-', '_')}_GRPC_URL`,
    )
    expect([name, given]).toEqual([name, wanted.toSorted()])
  }
})

test('every part has a workspace, and services stand in the port table', () => {
  for (const name of PART_NAMES) {
    const manifest = JSON.parse(readFileSync(`${folderOf(name)}/package.json`, 'utf8')) as object
    expect(manifest).toHaveProperty('name')
  }
  expect(SERVICE_NAMES.filter((name) => !SERVICES.includes(name))).toEqual([])
})

test('every topic has an owner among the services, which uses Kafka', async () => {
  for (const { name, owner } of await readPlatformTopics()) {
    const part = partOf(owner as ProcessName)
    expect([name, part.kind, part.kind === 'service' && part.uses.includes('kafka')]).toEqual([
      name,
      'service',
      true,
    ])
  }
})

test('a part is started with all it asks, however far, and the web with its gateway', () => {
  expect(withAsked(['search'])).toEqual([...['identity', 'search', 'media-iq', 'notify', 'chat']])
  expect(withAsked(['web']).toSorted()).toEqual([...PART_NAMES].toSorted())
})
