// The parts of the platform as README shows them, from platform/parts.ts and the port table.
import { readFile } from 'node:fs/promises'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { folderOf } from '@pk-auto/platform/apart'
import { portsOf } from '@pk-auto/platform/environment'
import { PART_NAMES, partOf, type PartName, type ServiceName } from '@pk-auto/platform/parts'
import { formatted } from './formatted.ts'
import type { Generated } from './generated.ts'

const BEGIN = '<!-- parts: written by scripts/gen from platform/parts.ts -->'
const END = '<!-- /parts -->'

export async function generateParts(): Promise<Generated> {
  const readme = await readFile('README.md', 'utf8')
  const [before, rest] = [readme.split(BEGIN)[0] ?? '', readme.split(END)[1]]
  if (rest === undefined) throw new Error(`README.md has no place for the parts: ${BEGIN} … ${END}`)
  const text = `${before}${BEGIN}\n\n${partsTable()}\n\n${END}${rest}`
  return new Map([['README.md', await formatted('README.md', text)]])
}

/** One row a part: what it is, where it listens at offset 0, whom it asks, what it uses. */
export function partsTable(): string {
  const rows = PART_NAMES.map((name) => {
    const part = partOf(name)
    const asks = part.kind === 'web' ? [part.gateway] : part.asks
    const uses = part.kind === 'web' ? [] : part.uses
    const cells = [`\`${name}\``, part.what, `\`${folderOf(name)}\``, portsText(name)]
    return [...cells, asks.join(', '), uses.join(', ')]
  })
  const head = ['part', 'what it is', 'folder', 'ports', 'asks', 'uses']
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function portsText(name: PartName): string {
  const ports = portsAt(0)
  const part = partOf(name)
  if (part.kind === 'web') return String(ports.web[part.web])
  if (part.kind === 'gateway') return String(ports.gateways[part.gateway])
  const { grpc, http } = portsOf(name as ServiceName, ports)
  return `${grpc}, ${http}`
}
