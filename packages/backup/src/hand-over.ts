// The two commands that Postgres runs: plain sh, so that its image needs nothing of ours. Files
// change hands in a folder that both may write, and each waits for the other's answer.
import { mkdirSync } from 'node:fs'

/** Well below a server's patience at its own stop; a store that is slower is asked again. */
const ARCHIVE_WAIT = { times: 100, s: 0.1 }
const RESTORE_WAIT = { times: 1_200, s: 0.05 }

/** Laid down by Postgres: `wanted` asks, `absent` answers that there is no such file. */
export const WANTED = '.wanted'
export const ABSENT = '.absent'
/** Still being written. */
export const PART = '.part'

const quoted = (folder: string): string => {
  if (!/^[\w./-]+$/.test(folder)) throw new Error(`${folder} cannot stand in a command of Postgres`)
  return folder
}

const waits = ({ times, s }: { times: number; s: number }, done: string): string =>
  `i=0; while [ $i -lt ${times} ]; do ${done}; sleep ${s}; i=$((i+1)); done; exit 1`

/**
 * Of `archive_command`: hands a file over and succeeds when it was taken, which is when it is
 * stored. Fails otherwise, and Postgres asks again.
 */
export function archiveCommand(folder: string): string {
  const file = `${quoted(folder)}/%f`
  return (
    `cp "%p" "${file}${PART}" && sync "${file}${PART}" || exit 1; ` +
    `mv "${file}${PART}" "${file}" || exit 1; ` +
    waits(ARCHIVE_WAIT, `[ -e "${file}" ] || exit 0`)
  )
}

/** Of `restore_command`: asks for a file and takes it, or learns that there is none. */
export function restoreCommand(folder: string): string {
  const file = `${quoted(folder)}/%f`
  const taken = `[ -e "${file}" ] && mv "${file}" "%p" && exit 0`
  const absent = `[ -e "${file}${ABSENT}" ] && rm -f "${file}${ABSENT}" && exit 1`
  return `touch "${file}${WANTED}" || exit 1; ${waits(RESTORE_WAIT, `${taken}; ${absent}`)}`
}

/** A folder in which files change hands; whoever runs the server is given it. Idempotent. */
export function handOverFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
