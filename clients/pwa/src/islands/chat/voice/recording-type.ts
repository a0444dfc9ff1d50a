// Whether this browser can record a voice in a form that the server takes, and in which.
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

type Recorder = Pick<typeof MediaRecorder, 'isTypeSupported'>

/** Undefined without a recorder; and with one that has no codec, as WebKitGTK has it on Debian. */
export const recordingType = (
  recorder: Recorder | undefined = globalThis.MediaRecorder as Recorder | undefined,
): string | undefined => TYPES.find((type) => recorder?.isTypeSupported(type))
