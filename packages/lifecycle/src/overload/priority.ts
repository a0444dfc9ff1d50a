// What is refused last, and what first, when a process has more to do than it can.

/**
 * `critical`: money, and proving who somebody is · `live`: people who talk right now · `normal`:
 * searching and reading · `bulk`: what can come later or be left out.
 */
export type Priority = 'critical' | 'live' | 'normal' | 'bulk'

/** The least important first. */
export const PRIORITIES = ['bulk', 'normal', 'live', 'critical'] as const satisfies Priority[]
