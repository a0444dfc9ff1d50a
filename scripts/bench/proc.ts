// What the kernel knows of a process: CPU it used, memory it holds.
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100
const field = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? NaN)

/** User and system time so far, in milliseconds, in steps of 10. */
export function cpuMs(pid: number): number {
  // The command's name, in brackets, may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND
}

/** As `cpuMs`, exactly, of the threads that are there: those of a process at rest stay. */
export const cpuOfThreadsMs = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    const [ns] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
    return sum + Number(ns) / 1e6
  }, 0)

/** Memory in MB: what it holds alone and its share of what it shares, and all it touches. */
export function memoryMb(pid: number): { pss: number; rss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return { pss: field(text, 'Pss') / 1_024, rss: field(text, 'Rss') / 1_024 }
}
