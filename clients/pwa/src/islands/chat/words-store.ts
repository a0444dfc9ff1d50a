// Words that are typed and not yet sent, by person and conversation: they outlive a reload, and
// nobody else on this device sees them.
const keyOf = (person: string, conv: string): string => `automart.chat.words.${person}.${conv}`

export const readWords = (person: string, conv: string): string => {
  try {
    return localStorage.getItem(keyOf(person, conv)) ?? ''
  } catch {
    return ''
  }
}

/** Best effort: without storage they last as long as the page. */
export const storeWords = (person: string, conv: string, text: string): void => {
  try {
    if (text.trim() === '') localStorage.removeItem(keyOf(person, conv))
    else localStorage.setItem(keyOf(person, conv), text)
  } catch {
    // Storage is full or refused.
  }
}
