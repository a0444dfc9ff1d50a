// Names of Postgres' log files: which are segments, in which order, and which are missing. Pure.

/** Timeline, log, segment: eight hexadecimal digits each. */
const SEGMENT = /^[0-9A-F]{24}$/
/** What the server archives besides: histories of timelines and of backups. */
const HISTORY = /^[0-9A-F]{8}\.history$|^[0-9A-F]{24}\.[0-9A-F]{8}\.backup$/
/** Segments of 16 MB, the server's default. */
const SEGMENTS_A_LOG = 256

export const isSegment = (name: string): boolean => SEGMENT.test(name)
export const isWalFile = (name: string): boolean => isSegment(name) || HISTORY.test(name)

/** Where a segment or a backup's history stands in the log, on whatever timeline. */
const place = (name: string): number =>
  Number.parseInt(name.slice(8, 16), 16) * SEGMENTS_A_LOG + Number.parseInt(name.slice(16, 24), 16)

/** True for what a restore that begins at segment `first` never asks for. */
export const isBefore = (name: string, first: string): boolean =>
  !name.endsWith('.history') && place(name) < place(first)

/**
 * Segments that are not there between `first` and the last one, on the timeline of `first`: a
 * restore stops in front of the first of them.
 */
export function missingSegments(names: readonly string[], first: string): string[] {
  const timeline = first.slice(0, 8)
  const places = names
    .filter((name) => isSegment(name) && name.startsWith(timeline) && !isBefore(name, first))
    .map(place)
  const present = new Set(places)
  const missing: string[] = []
  const last = places.reduce((most, each) => Math.max(most, each), place(first))
  for (let at = place(first); at <= last; at += 1) if (!present.has(at)) missing.push(nameOf(at))
  return missing

  function nameOf(at: number): string {
    const digits = (part: number) => part.toString(16).toUpperCase().padStart(8, '0')
    return `${timeline}${digits(Math.trunc(at / SEGMENTS_A_LOG))}${digits(at % SEGMENTS_A_LOG)}`
  }
}
