// Whose chats this device showed last, so that they can be read offline. Nobody's after
// somebody has signed in or out.
const KEY = 'automart.chat.person'

export const lastPerson = (): string | undefined => {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}

export const storeLastPerson = (person: string | undefined): void => {
  try {
    if (person === undefined) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, person)
  } catch {
    // Without storage there is nothing to read offline either.
  }
}
