// The channel of hints on which a person's lists and logs have changed.

/** Hints carry nothing: whoever hears one reads. */
export const personChannel = (personId: string): string => `live:${personId}`
