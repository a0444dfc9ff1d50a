// Whether files are still those something was made from.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * One hash over files and whole folders: which path, the name below it, and the bytes. 64 hex
 * digits; where the paths themselves are does not matter.
 * @throws Error when a path is not there
 */
export async function hashOfFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const [index, path] of paths.entries())
    for (const file of await filesOf(path)) {
      const bytes = await readFile(file)
      hash.update(`${index}${file.slice(path.length)}\0${bytes.length}\0`).update(bytes)
    }
  return hash.digest('hex')
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return undefined
      throw error
    },
  )
  if (!entries) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
}
