// Fetches from Maven Central into a repository of its own, so that a killed download never spoils
// the user's ~/.m2.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand } from '../machine/command.ts'

export const missingMaven = (): string[] =>
  findOnPath('mvn') ? [] : ['Maven (apt-get install maven)']

/**
 * Runs Maven with an own, afterwards deleted local repository, which `work` may read before it
 * goes.
 */
export async function withMaven(
  folder: string,
  args: readonly string[],
  work: (repository: string) => Promise<void>,
): Promise<void> {
  const repository = join(folder, '.m2')
  mkdirSync(repository, { recursive: true })
  try {
    await runCommand('mvn', ['-q', '-B', `-Dmaven.repo.local=${repository}`, ...args])
    await work(repository)
  } finally {
    rmSync(repository, { recursive: true, force: true })
  }
}
