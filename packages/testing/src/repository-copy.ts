// A copy of the repository as it stands: to be broken on purpose, or added to.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The tracked and new files with their installed packages, in a temporary folder that disposing
 * removes. Packages are copied, for their links lead back into the tree they stand in.
 */
export function copyOfRepository(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'pk-auto-prove-'))
  mkdirSync(path, { recursive: true })
  const files = execFileSync('git', [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '-z',
  ])
  const archive = execFileSync('tar', ['--null', '-cf', '-', '-T', '-'], {
    input: files,
    maxBuffer: 1 << 30,
  })
  execFileSync('tar', ['-xf', '-', '-C', path], { input: archive })
  const installed = execFileSync(
    'find',
    ['.', '-name', 'node_modules', '-prune', '-type', 'd', '-printf', '%P\\n'],
    { encoding: 'utf8' },
  )
  for (const folder of installed.split('\n').filter(Boolean))
    execFileSync('cp', ['-a', folder, join(path, folder)])
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
