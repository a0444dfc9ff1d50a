// No key and no password is in the tree or in the last commits, as gitleaks knows them; a planted
// one is seen.
import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { operationsTools, type Program } from '@pk-auto/servers/operations'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REPO, treeFiles } from './tree.ts'

const CONFIG = join(REPO, '.gitleaks.toml')
const COMMITS = 50
let gitleaks: Program
let room: string
beforeAll(async () => {
  gitleaks = (await operationsTools()).gitleaks
  room = await mkdtemp(join(tmpdir(), 'pk-auto-secrets-'))
}, 900_000)
afterAll(() => rm(room, { recursive: true, force: true }))

const looked = (kind: 'dir' | 'git', place: string, ...more: string[]) =>
  gitleaks(kind, place, '--config', CONFIG, '--no-banner', '--no-color', '--verbose', ...more)

/** A copy: what is built or installed here is not ours, and is scanned by nobody. */
async function copyOfTree(): Promise<string> {
  const copy = join(room, 'tree')
  for (const file of treeFiles()) {
    await mkdir(dirname(join(copy, file)), { recursive: true })
    await cp(join(REPO, file), join(copy, file), { verbatimSymlinks: true })
  }
  return copy
}

test('the tree holds no secret', async () => {
  const { code, output } = await looked('dir', await copyOfTree())
  expect(code, output).toBe(0)
  expect(Number(/scanned ~(\d+) bytes/.exec(output)?.[1])).toBeGreaterThan(1_000_000)
})

test('nor do the last commits, where what was taken back still stands', async () => {
  const { code, output } = await looked('git', REPO, `--log-opts=-n ${COMMITS}`)
  expect(code, output).toBe(0)
  expect(output).toMatch(/[1-9]\d* commits scanned/)
})

// Put together here, so that this file is not what is found.
const PLANTED = ['gh', 'p_', 'a8Xk2Qm9', 'Tz5Vw1Rb', '7Yc3Nd6L', 'p0Fs4Hj8', 'Ge2U'].join('')

test('a planted token is seen in a file, and in a commit that was taken back', async () => {
  const place = join(room, 'planted')
  await mkdir(place)
  const git = (...args: string[]) => execFileSync('git', args, { cwd: place })
  const by = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false']
  const commit = () => git(...by, 'commit', '--quiet', '--all', '--message', 'A change')
  git('init', '--quiet')
  await writeFile(join(place, 'settings.ts'), `export const token = '${PLANTED}'\n`)
  git('add', '.')
  expect((await looked('dir', place)).code).not.toBe(0)
  commit()
  await writeFile(join(place, 'settings.ts'), '')
  commit()
  expect((await looked('dir', place)).code).toBe(0)
  const { code, output } = await looked('git', place)
  expect(code).not.toBe(0)
  expect(output).toContain('github-pat')
})

test('what is let through is an exact value each, with a reason, and still needed', async () => {
  const text = await readFile(CONFIG, 'utf8')
  const [, ...entries] = text.split('[[allowlists]]')
  expect(entries.length).toBeGreaterThan(0)
  for (const entry of entries) {
    expect(entry).toMatch(/^description = ".{20,}"$/m)
    expect(entry).not.toMatch(/^(?:paths|stopwords|commits)/m)
    const value = /^regexes = \['''\^([\w+/=-]+)\$'''\]$/m.exec(entry)?.[1]
    expect(value, entry).toBeDefined()
    const found = execFileSync('git', ['grep', '-l', '-F', value!, '--', ':!.gitleaks.toml'], {
      cwd: REPO,
      encoding: 'utf8',
    })
    expect(found).not.toBe('')
  }
})
