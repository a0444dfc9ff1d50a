// The bill of materials names every package that is installed, and no other.
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tryCommand } from '@pk-auto/servers/machine/command'
import { expect, test } from 'vitest'
import { REPO } from './tree.ts'

type Component = { readonly name: string; readonly version: string; readonly 'bom-ref': string }
type Lock = Readonly<Record<string, { name?: string; version?: string; link?: boolean }>>

/** `name@version` of the packages that are not ours. @throws Error with the refusal */
async function bill(cwd: string, ...folder: string[]): Promise<Set<string>> {
  const script = join(REPO, 'scripts/bill-of-materials.ts')
  const { code, output } = await tryCommand(process.execPath, [script, ...folder], { cwd })
  if (code !== 0) throw new Error(output)
  const { components } = JSON.parse(output) as { components: readonly Component[] }
  return new Set(
    components
      .filter((each) => !each['bom-ref'].startsWith('@pk-auto/'))
      .map(({ name, version }) => `${name}@${version}`),
  )
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13)

/** `name@version` of what npm has put into node_modules. */
function installed(): Set<string> {
  const file = join(REPO, 'node_modules/.package-lock.json')
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Lock }
  return new Set(
    Object.entries(packages)
      .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
      .map(([path, { name = nameOf(path), version }]) => `${name}@${version}`),
  )
}

test('what is listed is what is installed', async () => {
  const [listed, there] = [await bill(REPO), installed()]
  expect(there.size).toBeGreaterThan(500)
  expect([...there.difference(listed)], 'installed and not listed').toEqual([])
  expect([...listed.difference(there)], 'listed and not installed').toEqual([])
})

test('the bill of one part leaves out what only others and the tests need', async () => {
  const listed = await bill(REPO, 'services/catalogue')
  const names = [...listed].map((each) => each.replace(/@[^@]+$/, ''))
  // Through packages/postgres, and its own packages through that.
  expect(names).toEqual(expect.arrayContaining(['pg', 'pg-protocol', 'kafkajs']))
  for (const foreign of ['vitest', 'astro', 'playwright-core', 'lighthouse', 'preact'])
    expect(names).not.toContain(foreign)
})

test('a version that was put into the tree by hand is refused', async () => {
  const room = await mkdtemp(join(tmpdir(), 'pk-auto-bill-'))
  const write = async (path: string, manifest: object) => {
    await mkdir(join(room, path), { recursive: true })
    await writeFile(join(room, path, 'package.json'), JSON.stringify(manifest))
  }
  try {
    await write('.', { name: 'a', version: '1.0.0', workspaces: ['x'] })
    await write('x', { name: 'x', version: '1.0.0', dependencies: { b: '1.0.0' } })
    await write('node_modules/b', { name: 'b', version: '1.0.0' })
    await symlink('../x', join(room, 'node_modules/x'))
    expect([...(await bill(room, 'x'))]).toContain('b@1.0.0')
    await write('node_modules/b', { name: 'b', version: '1.0.1' })
    await expect(bill(room, 'x')).rejects.toThrow(/invalid: b@1.0.1/)
  } finally {
    await rm(room, { recursive: true })
  }
})
