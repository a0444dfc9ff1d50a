// What an upload is for, which decides who ever sees it. Pure.
export const PURPOSES = ['listing-photo', 'chat', 'chat-voice'] as const

export type Purpose = (typeof PURPOSES)[number]

export const isPurpose = (text: string): text is Purpose =>
  (PURPOSES as readonly string[]).includes(text)

/** Shown by the service that owns it, to whom it likes; nothing of it is ever published. */
export const isPrivate = ({ purpose }: { readonly purpose: Purpose }): boolean =>
  purpose !== 'listing-photo'

/** What is uploaded for it: a picture, or somebody's voice. */
export const isVoice = ({ purpose }: { readonly purpose: Purpose }): boolean =>
  purpose === 'chat-voice'
