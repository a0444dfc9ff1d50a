// What each service may do follows from who owns a topic and who is named as its reader.
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes } from 'kafkajs'
import { expect, test } from 'vitest'
import { accessOf } from './access.ts'
import type { TopicSpec } from './topics.ts'

const topic = (name: string, readers: string[]): TopicSpec => ({
  ...{ name, readers, owner: name.split('.')[0] ?? '' },
  ...{ kind: 'state', partitions: 1, replicas: 1 },
})
const TOPICS = [topic('catalogue.listing.v1', ['search']), topic('search.alert.v1', ['notify'])]
const nameOf = (of: Record<string, unknown>, value: number) =>
  Object.entries(of).find(([, each]) => each === value)?.[0]
const rulesOf = (service: string) =>
  accessOf(TOPICS, 'p.')
    .filter(({ principal }) => principal === `User:${service}`)
    .map(({ operation, resourceType, resourceName }) =>
      [nameOf(AclOperationTypes, operation), nameOf(AclResourceTypes, resourceType), resourceName]
        .join(' ')
        .toLowerCase(),
    )

test('a service writes what begins with its name, and reads what names it', () => {
  expect(rulesOf('search')).toEqual([
    ...['read', 'write', 'create', 'describe'].map((verb) => `${verb} topic p.search.`),
    ...['read', 'describe'].map((verb) => `${verb} group p.search.`),
    ...['read', 'describe'].map((verb) => `${verb} topic p.catalogue.listing.v1`),
  ])
  expect(rulesOf('catalogue').filter((rule) => !rule.includes('p.catalogue.'))).toEqual([])
})

test('nothing is allowed to everybody, and nobody may do everything', () => {
  for (const rule of accessOf(TOPICS)) {
    expect(rule.principal).toMatch(/^User:[a-z-]+$/)
    expect(rule.permissionType).toBe(AclPermissionTypes.ALLOW)
    expect(rule.operation).not.toBe(AclOperationTypes.ALL)
    expect(rule.resourceName).not.toBe('')
  }
})
