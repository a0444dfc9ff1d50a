// Tells a server to archive its log: what an operator sets once, and every start keeps.
import pg from 'pg'
import { archiveCommand } from './hand-over.ts'

/** So often at least the log is handed over, when anything was written. */
export const ARCHIVE_EVERY_S = 30

/** Takes effect with the server's next start. Idempotent. */
export async function turnOnArchiving(url: string, folder: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const settings = {
      archive_mode: 'on',
      archive_timeout: `${ARCHIVE_EVERY_S}s`,
      archive_command: archiveCommand(folder),
    }
    for (const [name, value] of Object.entries(settings))
      await client.query(`alter system set ${name} = ${pg.escapeLiteral(value)}`)
  } finally {
    await client.end()
  }
}
