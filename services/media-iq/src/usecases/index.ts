// Everything media-iq can do, on one page.
import { attachPhotos, type AttachPhotosDeps } from './attach-photos.ts'
import { completeUpload, type CompleteUploadDeps } from './complete-upload.ts'
import { deleteDueObjects, type DeleteDueObjectsDeps } from './delete-due-objects.ts'
import { developPicture, type DevelopPictureDeps } from './develop-picture.ts'
import { eraseOwners, type EraseOwnersDeps } from './private/erase-owners.ts'
import { getOwnMedia, type GetOwnMediaDeps } from './get-own-media.ts'
import { holdAttachments, type HoldAttachmentsDeps } from './private/hold-attachments.ts'
import { holdPhotos, type HoldPhotosDeps } from './hold-photos.ts'
import { republishMedia, type RepublishMediaDeps } from './republish-media.ts'
import { servePicture, type ServePictureDeps } from './serve-picture.ts'
import { servePrivate, type ServePrivateDeps } from './private/serve-private.ts'
import { signFiles, type SignFilesDeps } from './private/sign-files.ts'
import { signUpload, type SignUploadDeps } from './sign-upload.ts'
import { sweepMedia, type SweepMediaDeps } from './sweep-media.ts'
import { sweepOriginals, type SweepOriginalsDeps } from './sweep-originals.ts'

export type MediaIqDeps = SignUploadDeps &
  CompleteUploadDeps &
  GetOwnMediaDeps &
  ServePictureDeps &
  SignFilesDeps &
  ServePrivateDeps &
  HoldAttachmentsDeps &
  EraseOwnersDeps &
  DevelopPictureDeps &
  AttachPhotosDeps &
  Omit<HoldPhotosDeps, 'attachPhotos'> &
  SweepMediaDeps &
  SweepOriginalsDeps &
  DeleteDueObjectsDeps &
  RepublishMediaDeps

export type MediaIqVerbs = ReturnType<typeof mediaIqVerbs>

export function mediaIqVerbs(deps: MediaIqDeps) {
  const attach = attachPhotos(deps)
  return {
    // A person uploads a picture and asks what became of it; anybody sees its files.
    signUpload: signUpload(deps),
    completeUpload: completeUpload(deps),
    getOwnMedia: getOwnMedia(deps),
    servePicture: servePicture(deps),
    // Private ones are seen by links, for which the owning service asks.
    signFiles: signFiles(deps),
    servePrivate: servePrivate(deps),
    // The worker makes the files.
    developPicture: developPicture(deps),
    // Listings, drafts and conversations show pictures, or let them go; people are erased.
    attachPhotos: attach,
    holdPhotos: holdPhotos({ ...deps, attachPhotos: attach }),
    holdAttachments: holdAttachments(deps),
    eraseOwners: eraseOwners(deps),
    // What nobody shows any more is removed.
    sweepMedia: sweepMedia(deps),
    sweepOriginals: sweepOriginals(deps),
    deleteDueObjects: deleteDueObjects(deps),
    // Operations refill the topic.
    republishMedia: republishMedia(deps),
  }
}
