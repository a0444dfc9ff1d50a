// A picked file becomes a picture that can be sent: small, upright, without place and camera data.
import type { Picked } from '@pk-auto/client-live/core/attached'
import { preparePhoto } from '../../sell/photos/prepare-photo.ts'

/** @throws Error when the browser cannot read it as a picture */
export const pickedPicture = async (picked: Blob): Promise<Picked> => {
  const { blob: file, sha256, width, height } = await preparePhoto(picked)
  return { kind: 'image', file, sha256, width, height }
}
