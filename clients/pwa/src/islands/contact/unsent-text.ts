// What somebody has typed to a seller and not sent yet: it survives a reload of the tab.
const PREFIX = 'unsent.'
const keyOf = (listingId: string): string => PREFIX + listingId

/** Without storage nothing is remembered, and nothing fails. */
export const readUnsent = (listingId: string): string => {
  try {
    return sessionStorage.getItem(keyOf(listingId)) ?? ''
  } catch {
    return ''
  }
}

/** Empty forgets it. */
export const storeUnsent = (listingId: string, text: string): void => {
  try {
    if (text === '') sessionStorage.removeItem(keyOf(listingId))
    else sessionStorage.setItem(keyOf(listingId), text)
  } catch {
    // No storage: the text is in the sheet as long as it is open.
  }
}

/** Whoever signs out leaves nothing behind on a device that others use. */
export const forgetUnsent = (): void => {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
  } catch {
    // No storage: there is nothing to forget.
  }
}
