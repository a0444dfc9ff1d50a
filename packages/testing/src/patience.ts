// How long a test may still wait: less than its own limit, so that what was waited for in vain is
// named before vitest says that time is up.

/** For the sentence to be thrown, and for the test's own cleaning up. */
const TO_REPORT_MS = 2_000

let endOfTest = Infinity

/** Called by the setup of every test, with its limit; without one when it is over. */
export const beginTest = (limitMs: number = Infinity): void =>
  void (endOfTest = performance.now() + limitMs)

/** As many milliseconds as asked for, or as the running test has left to wait. At least 0. */
export const patienceMs = (askedMs: number): number =>
  Math.max(0, Math.min(askedMs, endOfTest - performance.now() - TO_REPORT_MS))
