// The image that all others stand on where no registry is reached: Debian as debootstrap makes it,
// Node and npm as the npm registry has them, a user 1000. The same pieces as the official
// `node:…-bookworm-slim`, not the same bytes.
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runCommand } from '../machine/command.ts'
import type { Buildah } from './buildah.ts'

const NPM = '11.19.1'
/** Another one is another base. */
const RECIPE = 1
const SUPERFLUOUS = ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man']
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Its name in the store; made when it is not there, in about a minute. */
export async function ensureBase(buildah: Buildah): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve(`node-linux-${process.arch}/package.json`)
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const name = `localhost/pk-auto/node:${version}-bookworm-${RECIPE}`
  if ((await buildah('images', '--quiet', '--filter', `reference=${name}`)).trim()) return name
  const container = (await buildah('from', 'scratch')).trim()
  const root = (await buildah('mount', container)).trim()
  await runCommand('debootstrap', ['--variant=minbase', 'bookworm', root])
  mkdirSync(join(root, 'usr/local/bin'), { recursive: true })
  copyFileSync(join(dirname(manifest), 'bin/node'), join(root, 'usr/local/bin/node'))
  const prefix = join(root, 'usr/local')
  await runCommand('npm', ['install', '--global', '--prefix', prefix, `npm@${NPM}`], { cwd: '/' })
  await runCommand('chroot', [root, 'useradd', '--uid', '1000', '--create-home', 'node'])
  for (const folder of SUPERFLUOUS) {
    rmSync(join(root, folder), { recursive: true, force: true })
    mkdirSync(join(root, folder))
  }
  await buildah('config', '--env', `PATH=${PATH}`, '--cmd', 'node', container)
  await buildah('commit', '--quiet', '--rm', container, name)
  return name
}
