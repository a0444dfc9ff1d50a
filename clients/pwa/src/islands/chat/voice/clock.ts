// How long something lasts, as players show it.

/** 0:07, 2:59: both languages write times in these digits. */
export const clockOf = (ms: number): string => {
  const seconds = Math.round(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
