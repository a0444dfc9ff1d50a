// A copy of the repository as it stands: to be broken on purpose, or added to.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * The tracked and new files with links to their installed packages, in a temporary folder that
 * disposing removes.
 */
export function copyOfRepository(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'pk-auto-prove-'))
  const archive = execFileSync('tar', ['--null', '-cf', '-', '-T', '-'], {
    input: execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']),
    maxBuffer: 1 << 30,
  })
  execFileSync('tar', ['-xf', '-', '-C', path], { input: archive })
  const installed = execFileSync(
    'find',
    ['.', '-name', 'node_modules', '-prune', '-type', 'd', '-printf', '%P\\n'],
    { encoding: 'utf8' },
  )
  for (const folder of installed.split('\n').filter(Boolean)) linkPackages(folder, path)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Packages of others are linked. Those of ours are links already, relative ones: copied, they lead
 * into the copy.
 */
function linkPackages(folder: string, root: string): void {
  mkdirSync(join(root, folder), { recursive: true })
  for (const name of readdirSync(folder)) {
    const [from, to] = [resolve(folder, name), join(root, folder, name)]
    if (name === '@pk-auto') cpSync(from, to, { recursive: true, verbatimSymlinks: true })
    // Tools write their caches into hidden folders.
    else if (name === '.bin' || !name.startsWith('.')) symlinkSync(from, to)
  }
}
