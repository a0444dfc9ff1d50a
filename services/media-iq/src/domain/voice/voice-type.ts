// Recognises the kinds of recording that browsers make, by their first bytes. Pure.
export const VOICE_TYPES = ['audio/webm', 'audio/ogg', 'audio/mp4'] as const

export type VoiceType = (typeof VOICE_TYPES)[number]

/**
 * The type a client announces, in any case and with or without its codec; undefined for one we do
 * not take.
 */
export function announcedVoice(text: string): VoiceType | undefined {
  const [type] = text.toLowerCase().split(';')
  return VOICE_TYPES.find((known) => known === type?.trim())
}

const EBML = [0x1a, 0x45, 0xdf, 0xa3]
const OGG = [0x4f, 0x67, 0x67, 0x53]
const FTYP = [0x66, 0x74, 0x79, 0x70]

const has = (head: Uint8Array, magic: readonly number[], at = 0) =>
  magic.every((byte, i) => head[at + i] === byte)

/** The kind of recording these first bytes begin; nothing for all else. */
export function voiceTypeOf(head: Uint8Array): VoiceType | undefined {
  if (has(head, EBML)) return 'audio/webm'
  if (has(head, OGG)) return 'audio/ogg'
  if (has(head, FTYP, 4)) return 'audio/mp4'
  return undefined
}
