// Every error catalogue answers with: code, kind and what it means; and the codes of single fields.
import { defineErrors, type FieldProblemOf } from '@pk-auto/kernel/define-errors'
import { fieldCodes as kernelFieldCodes } from '@pk-auto/kernel/errors'

export const fieldCodes = {
  SOLD_FOR_UNLIKELY:
    'a final price that is far from what was asked, or from what any car costs; ' +
    'it may be left out',
  TITLE_HAS_NUMBER:
    'a title must hold no phone number, in whatever digits or words; the description may',
  YEAR_IMPOSSIBLE: 'no such car was sold in that year',
  PRICE_TOO_LOW: 'a mistype: write the whole amount, not lacs',
  PRICE_IMPOSSIBLE: 'below zero, with paisa, or in another currency than the ad’s',
  PRICE_FRACTION: 'the price of a car is in whole rupees',
  NOT_OF_MODEL:
    'the taxonomy knows no such engine, fuel or body of the model; engines may differ by ' +
    'a quarter, petrol cars run on gas, imports have other bodies',
  NOT_NEW: 'too old or driven too far to be called new',
  PRICE_TOO_HIGH: 'more than a car costs',
  CURRENCY_FOREIGN: 'prices in this market are in PKR',
  KM_IMPOSSIBLE: 'not a reading of an odometer',
  ENGINE_IMPOSSIBLE: 'not the size of this kind of engine',
  VIN_INVALID: '17 letters and digits without I, O and Q',
  FRAME_INVALID: 'a frame number looks like SV30-0169266',
  CHASSIS_TWICE: 'a VIN or a frame number, not both',
  PHOTOS_TOO_MANY: 'more photos than an ad may have',
  PHOTO_REPEATED: 'each photo may be used only once',
  VEHICLE_UNKNOWN: 'no such vehicle of yours: absent and foreign ones alike',
  VEHICLE_OTHER: 'the chassis number belongs to another vehicle than the one named',
  PHOTO_UNKNOWN: 'no such photo of yours',
  WISH_HAS_NUMBER: 'the name of a car holds no phone number',
  PHOTO_NOT_READY: 'still being prepared; try again in a moment',
  PHOTO_REFUSED: 'could not be used; remove it or choose another',
} as const

export const errors = defineErrors(
  {
    LISTING_NOT_FOUND: [
      'not_found',
      'No such ad, or it is not yours to see. Both answer the same.',
    ],
    INVALID_LISTING: [
      'invalid',
      'Something about the car cannot be right; `errors[]` names each field.',
    ],
    LISTING_CAR_FIXED: [
      'invalid',
      'A live ad cannot change to another car: make, model and year are fixed, and so is a ' +
        'chassis number or vehicle once given. Close the ad and post a new one for that car.',
    ],
    INVALID_PHOTOS: [
      'invalid',
      'A photo is not ready, was refused or is not yours; `errors[]` says which.',
    ],
    INVALID_REASON: ['invalid', 'An ad is closed as sold, not-selling or other.'],
    LISTING_NOT_DRAFT: ['conflict', 'The ad has already been published.'],
    LISTING_NOT_LIVE: ['conflict', 'The ad is not live.'],
    LISTING_NOT_EDITABLE: [
      'conflict',
      'The ad has ended and can no longer be edited. Post a new one.',
    ],
    LISTING_NOT_REACTIVATABLE: ['conflict', 'Only closed and expired ads can be listed again.'],
    SALE_FINAL: [
      'conflict',
      'A sale can be taken back for some minutes, and they are over. Post the car as a new ad.',
    ],
    LISTING_NOT_DUE: ['conflict', 'The ad has not expired yet. Only the expiry sweep sees this.'],
    CHASSIS_LISTED: [
      'conflict',
      'There is already a live ad for this car, whoever posted it. Check the chassis ' +
        'number, or close the other ad if it is yours.',
    ],
    DRAFTS_TOO_MANY: [
      'too_many',
      'The seller has as many open drafts as are allowed. Publish one, or wait until the ' +
        'oldest ends.',
    ],
    FAVOURITES_TOO_MANY: [
      'conflict',
      'The person has saved as many ads as are allowed. Remove one to make room.',
    ],
    INVALID_WISH: ['invalid', 'That is not the name of a car; `errors[]` names each field.'],
    WISHES_TOO_MANY: [
      'too_many',
      'So many new cars were missed today that no more are taken. Tell us tomorrow.',
    ],
    SHORTLIST_NOT_FOUND: [
      'not_found',
      'No such shared list, or its owner has stopped sharing it. Both answer the same.',
    ],
    LISTING_REFRESHED_LATELY: [
      'too_many',
      'An ad can be renewed once a day. `Retry-After` says when.',
    ],
  },
  { ...kernelFieldCodes, ...fieldCodes },
)

export type FieldProblem = FieldProblemOf<typeof errors>
