// The files of the working tree as git sees them, and their linters.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonTools, type PythonTools } from '@pk-auto/servers/python-tools'

export const REPO = fileURLToPath(new URL('../../../', import.meta.url))

/** Paths from the root: what is committed and what would be, never what is ignored. */
export function treeFiles(): readonly string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const names = execFileSync('git', args, { cwd: REPO, encoding: 'utf8', maxBuffer: 2 ** 26 })
  return names.split('\0').filter((name) => name !== '' && existsSync(join(REPO, name)))
}

/** shellcheck and hadolint. The first time takes some seconds. */
export const linters = (): Promise<PythonTools> =>
  pythonTools(fileURLToPath(new URL('requirements.txt', import.meta.url)))
