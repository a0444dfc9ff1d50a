// Every port that runbooks, operations and the pages of services name is one of the part they name.
import { globSync, readFileSync } from 'node:fs'
import { INTERNAL_ABOVE, portsAt } from '@pk-auto/lifecycle/ports'
import { portsOf } from '@pk-auto/platform/environment'
import { PART_NAMES, partOf, type PartName, type ServiceName } from '@pk-auto/platform/parts'
import { expect, test } from 'vitest'

const TABLE = portsAt(0)

/** Where a part listens: calls, pages and probes. */
function portsOfPart(name: PartName): readonly number[] {
  const part = partOf(name)
  if (part.kind === 'service') return Object.values(portsOf(name as ServiceName, TABLE))
  if (part.kind === 'web') return [TABLE.web[part.web]]
  const port = TABLE.gateways[part.gateway]
  return [port, port + INTERNAL_ABOVE]
}

/** Started alone by who writes the next service: no part, but its page has a port too. */
const PORTS: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(PART_NAMES.map((name) => [name, portsOfPart(name)])),
  _sample: Object.values(TABLE.services.sample),
}
const ANY = Object.values(PORTS).flat()

/** Numbers in the ranges in which parts listen, right or wrong. */
const PORT = /(?<![\d.,])(?:50[12]\d\d|[89]08\d|8090|300\d)(?![\d.,]\d|\d)/g
const NAME = new RegExp(`(?<![\\w-])(?:${PART_NAMES.join('|')})(?![\\w-])`, 'g')

/** A port belongs to the part that its line has named last, else to the page's own. */
function wrongPorts(page: string, text: string): string[] {
  const own = /^services\/([^/]+)\//.exec(page)?.[1]
  return text.split('\n').flatMap((line) =>
    [...line.matchAll(PORT)].flatMap(({ 0: port, index }) => {
      const part = own ?? line.slice(0, index).match(NAME)?.at(-1)
      const right = part === undefined ? ANY : (PORTS[part] ?? [])
      if (right.includes(Number(port))) return []
      return [`${page}: ${port} is no port of ${part ?? 'any part'} (${right.join(', ')})`]
    }),
  )
}

test('every port that a runbook or the page of a service names is one of its part', () => {
  const pages = [
    'docs/operations.md',
    ...globSync('docs/runbooks/*.md'),
    ...globSync('services/*/README.md'),
  ]
  expect(pages.flatMap((page) => wrongPorts(page, readFileSync(page, 'utf8')))).toEqual([])
})

test('a port is compared with the part named before it, on the page of a part with its own', () => {
  expect(wrongPorts('docs/runbooks/x.md', 'chat calls notify (`/readyz` 50207)')).toHaveLength(1)
  expect(wrongPorts('docs/runbooks/x.md', 'notify calls chat (`/readyz` 50207)')).toEqual([])
  expect(wrongPorts('docs/runbooks/x.md', 'http://localhost:3009')).toHaveLength(1)
  expect(wrongPorts('services/chat/README.md', 'As search, (gRPC 50102)')).toHaveLength(1)
})
