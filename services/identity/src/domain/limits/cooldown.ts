// The pause after a code before the next one to the same number on the same device: short after
// the first, longer after those that follow it.

/** Milliseconds after the first code, the second and so on; the last holds for all further ones. */
export type Cooldowns = readonly [number, ...number[]]

/** What is known of the code that is still open. */
export type OpenCode = {
  readonly sentAt: Date
  readonly expiresAt: Date
  /** How many came before it, each while the one before was open. */
  readonly resends: number
}

/** In milliseconds. `resends`: 0 for a first code. */
export const cooldownMs = (cooldowns: Cooldowns, resends: number): number =>
  cooldowns[Math.min(resends, cooldowns.length - 1)] ?? cooldowns[0]

/** Of a code sent now. After one that has expired a code is a first one again. */
export const resendsAfter = (open: OpenCode | undefined, now: Date): number =>
  open && now < open.expiresAt ? open.resends + 1 : 0
