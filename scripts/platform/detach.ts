// The platform in the background: the same command, detached, watched until it is ready.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { launch } from '@pk-auto/servers/machine/processes'
import { logFile, readPlatform } from './record.ts'
import { printUrls } from './tables.ts'

/** A first start fetches every server. */
const READY_WITHIN_MS = 20 * 60_000

/** @throws Error with what it last said when it ends before it is ready */
export async function detachPlatform(offset: number, listings?: number): Promise<void> {
  if (!readPlatform(offset)) {
    const env = Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
    launch(
      {
        command: process.execPath,
        args: [...process.execArgv, 'scripts/up.ts', ...(listings === undefined ? [] : [`--listings=${listings}`])],
        cwd: process.cwd(),
        env,
      },
      logFile(offset),
    )
    await appears(offset)
  }
  const deadline = Date.now() + READY_WITHIN_MS
  for (let platform = readPlatform(offset); !platform?.ready; platform = readPlatform(offset)) {
    if (!platform)
      throw new Error(`the platform ended while starting. It last said:\n${readFileSync(logFile(offset), 'utf8').trim().split('\n').slice(-12).join('\n')}`)
    if (Date.now() > deadline) throw new Error(`the platform is not ready after ${READY_WITHIN_MS / 60_000} minutes: see ${logFile(offset)}`)
    await wait(200)
  }
  const { pid, urls } = readPlatform(offset) ?? { pid: 0, urls: [] }
  console.log(`running as process ${pid}, log in ${logFile(offset)}; scripts/up --stop ends it`)
  printUrls(urls)
}

async function appears(offset: number): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!readPlatform(offset) && Date.now() < deadline) await wait(50)
}
