// Whether a web client is still what it was built from.
import { existsSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOfFiles } from './hash-of-files.ts'

const REPO = fileURLToPath(new URL('../../../../', import.meta.url))

/** Of the sources of the client in this folder of the repository; 64 hex digits. */
export const hashOfSources = async (client: string): Promise<string> =>
  hashOfFiles((await sourcesOf(client)).map((path) => join(REPO, path)))

/** What a client is built from, by its folder: its own, and its packages of ours. */
export async function sourcesOf(client: string): Promise<string[]> {
  const own = ['src', 'public', 'astro.config.mjs'].map((path) => `${client}/${path}`)
  const shared = (await packagesOf(client)).map((folder) => `${folder}/src`)
  return [...own, ...new Set(shared), 'package-lock.json'].filter((path) =>
    existsSync(join(REPO, path)),
  )
}

/** Folders of the packages of ours that a folder's package.json names, and of those they name. */
async function packagesOf(folder: string): Promise<string[]> {
  const { dependencies = {} } = JSON.parse(
    await readFile(join(REPO, folder, 'package.json'), 'utf8'),
  ) as { dependencies?: Record<string, string> }
  const names = Object.keys(dependencies).filter((name) => name.startsWith('@pk-auto/'))
  const folders = await Promise.all(
    names.map(async (name) => relative(REPO, await realpath(join(REPO, 'node_modules', name)))),
  )
  return [...folders, ...(await Promise.all(folders.map(packagesOf))).flat()]
}
