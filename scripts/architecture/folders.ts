// Folders that hold too much: beyond fifteen source files a folder is two nouns.
import { posix } from 'node:path'
import type { Break } from './borders.ts'

const MOST_FILES = 15

/**
 * Of code and styles. Tests live next to their subjects and are not counted; documents and
 * migrations are lists.
 */
export function folderBreaks(paths: readonly string[]): Break[] {
  const sizes = new Map<string, number>()
  for (const path of paths) {
    if (/\.(test|spec)\.tsx?$/.test(path)) continue
    const folder = posix.dirname(path)
    sizes.set(folder, (sizes.get(folder) ?? 0) + 1)
  }
  return [...sizes]
    .filter(([, files]) => files > MOST_FILES)
    .map(([path, files]) => ({ rule: 'size', path, text: `has ${files} files: two nouns in one` }))
}
