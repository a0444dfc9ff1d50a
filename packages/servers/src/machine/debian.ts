// Debian and Ubuntu packages, installed when we may: as root, or by sudo where it asks for no
// password.
import { findOnPath, tryCommand } from './command.ts'
import { isRoot } from './user.ts'

/** Can `installDebian` work here? */
export async function mayInstall(): Promise<boolean> {
  if (!findOnPath('apt-get')) return false
  return isRoot() || (await tryCommand('sudo', ['-n', 'true'])).code === 0
}

/**
 * Idempotent. Services that a package brings are not started.
 * @throws Error naming the command a person with the right may run
 */
export async function installDebian(...packages: readonly string[]): Promise<void> {
  const byHand = `apt-get install ${packages.join(' ')}`
  if (!(await mayInstall()))
    throw new Error(`${packages.join(', ')} missing, and this user may not install: run ${byHand}`)
  const [command, ...before] = [
    ...(isRoot() ? [] : ['sudo', '-n']),
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'RUNLEVEL=1',
    'apt-get',
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=300',
  ]
  await tryCommand(command ?? 'env', [...before, 'update'])
  const { code, output } = await tryCommand(command ?? 'env', [
    ...before,
    'install',
    '-y',
    '--no-install-recommends',
    ...packages,
  ])
  if (code !== 0)
    throw new Error(`${byHand} failed: ${output.trim().split('\n').slice(-3).join(' ')}`)
}
