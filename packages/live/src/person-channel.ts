// The channels of hints about one person. Hints carry nothing: whoever hears one reads.

/** A person's lists and logs have changed. */
export const personChannel = (personId: string): string => `live:${personId}`

/** There is something else that is new for the person, or no longer new. */
export const newsChannel = (personId: string): string => `news:${personId}`
