// The platform in the background: the same command, detached, watched until it is ready.
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { launch } from '@pk-auto/servers/machine/processes'
import { argumentsOf, type Start } from './arguments.ts'
import { logFile, readPlatform } from './record.ts'
import { printUrls } from './tables.ts'

/** A first start fetches every server. */
const READY_WITHIN_MS = 20 * 60_000
/** A progress line among what the services log. */
const STEP = /^ +(?:…|\d+\.\d s) {2}/

/** @throws Error with its last output when it ends before it is ready */
export async function detachPlatform(offset: number, start: Start): Promise<void> {
  const log = logFile(offset)
  const logLines = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [])
  let shown = logLines().length
  const showSteps = () => {
    const lines = logLines()
    for (const line of lines.slice(shown)) if (STEP.test(line)) console.log(line)
    shown = lines.length
  }
  if (!readPlatform(offset)) {
    const env = Object.fromEntries(
      Object.entries(process.env).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    )
    launch(
      {
        command: process.execPath,
        args: [...process.execArgv, 'scripts/up.ts', ...argumentsOf(start)],
        cwd: process.cwd(),
        env,
      },
      log,
    )
    await appears(offset)
  }
  const deadline = Date.now() + READY_WITHIN_MS
  for (let platform = readPlatform(offset); !platform?.ready; platform = readPlatform(offset)) {
    showSteps()
    if (!platform)
      throw new Error(
        `the platform ended while starting. It last said:\n${logLines().slice(-12).join('\n')}`,
      )
    if (Date.now() > deadline)
      throw new Error(
        `the platform is not ready after ${READY_WITHIN_MS / 60_000} minutes: see ${log}`,
      )
    await wait(200)
  }
  showSteps()
  const { pid, urls } = readPlatform(offset) ?? { pid: 0, urls: [] }
  console.log(`running as process ${pid}, log in ${log}; scripts/up --stop ends it`)
  printUrls(urls)
}

async function appears(offset: number): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!readPlatform(offset) && Date.now() < deadline) await wait(50)
}
