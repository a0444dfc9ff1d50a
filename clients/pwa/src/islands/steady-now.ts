// A clock for what has passed: people and phone networks set a device's clock while a page lives.

/**
 * Milliseconds. While the page lives they only move forward, whatever is done to the device's
 * clock; from one page to the next they differ as far as that clock does.
 */
export const steadyNow = (): number => performance.timeOrigin + performance.now()
