// An earlier build of this repository with its own packages, to run beside the one at hand.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { runCommand } from '@pk-auto/servers/machine/command'

const HERE = fileURLToPath(new URL('../../../', import.meta.url))

export type EarlierBuild = AsyncDisposable & {
  readonly commit: string
  /** Its root, with a slash behind. */
  readonly root: URL
}

/**
 * BUILD_BEFORE names it. Otherwise it is the newest commit of yesterday or before, which is what
 * has been live; in a younger repository the one before this.
 */
async function commitBefore(): Promise<string> {
  const git = async (...args: string[]) => (await runCommand('git', args, { cwd: HERE })).trim()
  const named = process.env['BUILD_BEFORE']
  if (named) return git('rev-parse', '--verify', `${named}^{commit}`)
  const yesterday = await git('rev-list', '-1', '--before=24.hours', 'HEAD')
  return yesterday || git('rev-parse', '--verify', 'HEAD~1')
}

/** Disposing removes it. @throws Error when the clone does not reach back so far */
export async function buildBefore(): Promise<EarlierBuild> {
  const commit = await commitBefore()
  const folder = await mkdtemp(join(tmpdir(), 'pk-auto-before-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const archive = join(folder, 'tree.tar')
    await runCommand('git', ['archive', '--format=tar', `--output=${archive}`, commit], {
      cwd: HERE,
    })
    await runCommand('tar', ['-xf', archive, '-C', folder])
    await rm(archive)
    await runCommand('node', ['scripts/install-packages.mjs'], { cwd: folder })
  } catch (error) {
    await remove()
    throw error
  }
  return { commit, root: pathToFileURL(`${folder}/`), [Symbol.asyncDispose]: remove }
}
