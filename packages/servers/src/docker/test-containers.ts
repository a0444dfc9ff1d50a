// Starts the servers of integration tests by Testcontainers, which waits until they can be reached.
// Unproven: written where no Docker engine runs.
import { dirname } from 'node:path'

type Wanted = {
  readonly composeFile: string
  /** Whoever asks for the same project finds its containers running. */
  readonly project: string
  readonly services: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Returns when they listen. They outlive this process, as servers of tests do that others share. A
 * start that fails takes the whole project with it, volumes too. @throws Error without an engine
 */
export async function startTestContainers(wanted: Wanted): Promise<void> {
  // Loaded where an engine answers: nobody else pays for it.
  const { DockerComposeEnvironment } = await import('testcontainers')
  await new DockerComposeEnvironment(dirname(wanted.composeFile), wanted.composeFile)
    .withNoRecreate()
    .withProjectName(wanted.project)
    .withAutoCleanup(false)
    .withEnvironment(wanted.environment)
    .up([...wanted.services])
}
