// Text of a generated file as oxfmt would leave it, so that generating and formatting agree.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export async function formatted(path: string, text: string): Promise<string> {
  const running = promisify(execFile)('node_modules/.bin/oxfmt', ['--stdin-filepath', path], {
    maxBuffer: 1 << 26,
  })
  running.child.stdin?.end(text)
  return (await running).stdout
}
