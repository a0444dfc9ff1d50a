// The whole draft as one pure state machine: fields, photos, the step, and how far the ad has come
// on the server.
import type { Problem } from '@pk-auto/client-api/problem'
import { photoOnAd, type EditBase } from './edit/ad-fields.ts'
import { rebased } from './edit/rebase.ts'
import {
  EMPTY_FIELDS,
  problemsIn,
  stepOf,
  STEPS,
  type FieldProblems,
  type Fields,
  type Step,
  type TextField,
} from './fields/fields.ts'
import {
  allReady,
  MAX_PHOTOS,
  photosAfter,
  restoredPhotos,
  type PhotoAction,
  type WizardPhoto,
} from './photos/photo-state.ts'

export type Wizard = {
  readonly step: Step
  readonly fields: Fields
  readonly photos: readonly WizardPhoto[]
  readonly problems: FieldProblems
  /** Photos left out because the ad is full. */
  readonly leftOut: number
  /** Names of the files picked last that are not photos. */
  readonly unreadable: readonly string[]
  /** Whether the person has been reminded of photos; that happens once. */
  readonly nudged: boolean
  /** The draft on the server, once it is there. */
  readonly listing?: { readonly id: string; readonly version: number }
  /**
   * The idempotency key under which a body is being created: the same body goes with the same key,
   * another body with a new one.
   */
  readonly creating?: { readonly key: string; readonly body: string }
  readonly phase: 'editing' | 'publishing' | 'published'
  readonly failure?: Problem
  /** There when an ad that is on the server is edited, and not a new one written. */
  readonly base?: EditBase
  /** The ad as it was before somebody else's edit, until what is typed on top of that is saved. */
  readonly elsewhere?: EditBase
  /** `needed` shows the sign-in; once postponed, nothing is sent until the person asks for it. */
  readonly session: 'fine' | 'needed' | 'put-off'
}
export type WizardAction =
  | PhotoAction
  | { readonly type: 'field-set'; readonly name: TextField; readonly value: string }
  | { readonly type: 'fields-filled'; readonly fields: Partial<Fields> }
  | { readonly type: 'feature-toggled'; readonly slug: string }
  | {
      readonly type: 'photos-unreadable'
      readonly ids: readonly string[]
      readonly names: readonly string[]
    }
  | { readonly type: 'step-left' }
  | { readonly type: 'step-opened'; readonly step: Step }
  | { readonly type: 'session-needed' }
  | { readonly type: 'session-there' }
  | { readonly type: 'sign-in-closed' }
  | { readonly type: 'creating'; readonly key: string; readonly body: string }
  | { readonly type: 'saved'; readonly id: string; readonly version: number }
  | { readonly type: 'publishing' }
  | { readonly type: 'published' }
  | { readonly type: 'publish-failed'; readonly problem: Problem }
  | {
      readonly type: 'restored'
      readonly draft: StoredDraft
      readonly storedIds: ReadonlySet<string>
    }
  | { readonly type: 'edit-begun'; readonly base: EditBase }
  | { readonly type: 'edited-elsewhere'; readonly base: EditBase }
  | { readonly type: 'discarded' }
  | { readonly type: 'gone-elsewhere' }
/** What survives a reload. */
export type StoredDraft = Pick<
  Wizard,
  'step' | 'fields' | 'photos' | 'listing' | 'creating' | 'base' | 'elsewhere'
>

export const EMPTY_WIZARD: Wizard = {
  step: 'car',
  fields: EMPTY_FIELDS,
  photos: [],
  problems: {},
  leftOut: 0,
  unreadable: [],
  nudged: false,
  phase: 'editing',
  session: 'fine',
}

/** The wizard as an edit of this ad begins. */
const editOf = (base: EditBase): Wizard => ({
  ...EMPTY_WIZARD,
  base,
  fields: base.fields,
  photos: base.photos.map(photoOnAd),
})

const editedElsewhere = (state: Wizard, theirs: EditBase): Wizard => {
  const { base, failure: _old, ...rest } = state
  if (!base || theirs.version <= base.version) return { ...state, phase: 'editing' }
  return {
    ...rest,
    ...rebased(base, state, theirs),
    phase: 'editing',
    step: 'review',
    base: theirs,
    elsewhere: state.elsewhere ?? base,
  }
}

// A model without its make, or an area without its city, makes no sense: what depends on a changed
// field is emptied with it.
const DEPENDENT: Readonly<Partial<Record<TextField, readonly TextField[]>>> = {
  make: ['model', 'generation', 'variant', 'year'],
  model: ['generation', 'variant', 'year'],
  generation: ['variant'],
  city: ['area'],
}

const setField = (state: Wizard, name: TextField, value: string): Wizard => {
  if (state.fields[name] === value) return state
  const cleared = Object.fromEntries((DEPENDENT[name] ?? []).map((dependent) => [dependent, '']))
  // Confirming a price solves the problem with it.
  const { [name === 'priceSure' ? 'price' : name]: _gone, ...problems } = state.problems
  return { ...state, fields: { ...state.fields, ...cleared, [name]: value }, problems }
}

const leaveStep = (state: Wizard): Wizard => {
  const problems = problemsIn(state.fields, state.step)
  if (state.step === 'photos' && state.photos.length === 0 && !state.nudged)
    return { ...state, nudged: true }
  const next = STEPS[STEPS.indexOf(state.step) + 1] ?? state.step
  return Object.keys(problems).length > 0
    ? { ...state, problems }
    : { ...state, problems: {}, step: next }
}

// `price.minor`, `/km` and `facts.city` each name one field of the form.
const fieldOf = (path: string): string | undefined =>
  path
    .split(/[./[\]]/)
    .map((part) => (part === 'vin' || part === 'frameNumber' ? 'chassis' : part))
    .find((part) => part in EMPTY_FIELDS || part === 'photos')

const failed = (state: Wizard, problem: Problem): Wizard => {
  const named = (problem.errors ?? []).flatMap((error) => {
    const field = fieldOf(error.path)
    return field === undefined ? [] : [{ field, text: error.message }]
  })
  const first = named[0]
  const problems = Object.fromEntries(
    named.filter(({ field }) => field in EMPTY_FIELDS).map(({ field, text }) => [field, { text }]),
  )
  return {
    ...state,
    phase: 'editing',
    failure: problem,
    problems,
    step: first ? stepOf(first.field) : state.step,
    session: problem.status === 401 ? 'needed' : state.session,
  }
}

/** The draft after an action. */
export const wizardAfter = (state: Wizard, action: WizardAction): Wizard => {
  switch (action.type) {
    case 'field-set':
      return setField(state, action.name, action.value)
    case 'fields-filled':
      return { ...state, fields: { ...state.fields, ...action.fields } }
    case 'feature-toggled': {
      const { features } = state.fields
      const next = features.includes(action.slug)
        ? features.filter((slug) => slug !== action.slug)
        : [...features, action.slug]
      return { ...state, fields: { ...state.fields, features: next } }
    }
    case 'step-left':
      return leaveStep(state)
    case 'step-opened':
      return { ...state, step: action.step }
    case 'session-needed':
      return { ...state, session: 'needed' }
    case 'session-there':
      return { ...state, session: 'fine', photos: photosAfter(state.photos, { type: 'line-back' }) }
    case 'sign-in-closed':
      return { ...state, session: 'put-off' }
    case 'creating':
      return { ...state, creating: { key: action.key, body: action.body } }
    case 'saved': {
      const { creating: _done, ...rest } = state
      return { ...rest, listing: { id: action.id, version: action.version } }
    }
    case 'publishing': {
      const { failure: _old, ...rest } = state
      return { ...rest, phase: 'publishing', problems: {} }
    }
    case 'published':
      return { ...state, phase: 'published' }
    case 'publish-failed':
      return failed(state, action.problem)
    case 'restored':
      return {
        ...EMPTY_WIZARD,
        ...action.draft,
        fields: { ...EMPTY_FIELDS, ...action.draft.fields },
        photos: restoredPhotos(action.draft.photos, action.storedIds),
      }
    case 'edit-begun':
      return editOf(action.base)
    case 'edited-elsewhere':
      return editedElsewhere(state, action.base)
    case 'discarded':
      return state.base ? editOf(state.base) : EMPTY_WIZARD
    case 'gone-elsewhere':
      // A tab that is publishing, or has, goes on showing its own ad.
      if (state.phase !== 'editing') return state
      return state.base ? editOf(state.base) : EMPTY_WIZARD
    case 'photos-added':
      return {
        ...state,
        photos: photosAfter(state.photos, action),
        leftOut: Math.max(0, state.photos.length + action.photos.length - MAX_PHOTOS),
        unreadable: [],
      }
    case 'photos-unreadable':
      return {
        ...state,
        photos: state.photos.filter((photo) => !action.ids.includes(photo.id)),
        unreadable: [...state.unreadable, ...action.names],
      }
    default:
      return { ...state, photos: photosAfter(state.photos, action) }
  }
}

/**
 * Every question answered and every photo ready; an ad may be published without photos. An edit
 * may be saved once it changes something.
 */
export const mayPublish = (state: Wizard): boolean =>
  state.phase === 'editing' &&
  (!state.base || isBegun(state)) &&
  (state.photos.length === 0 || allReady(state.photos)) &&
  STEPS.every((step) => Object.keys(problemsIn(state.fields, step)).length === 0)

/** Whether there is anything to store: a new ad begun, or something changed of one there is. */
export const isBegun = ({ base, fields, photos }: Wizard): boolean =>
  base
    ? JSON.stringify(fields) !== JSON.stringify(base.fields) ||
      photos.map(({ id, mediaId }) => mediaId ?? id).join() !== base.photos.join()
    : photos.length > 0 || fields !== EMPTY_FIELDS

export const storedOf = ({
  step,
  fields,
  photos,
  listing,
  creating,
  base,
  elsewhere,
}: Wizard): StoredDraft => ({
  step,
  fields,
  photos,
  ...(base ? { base } : {}),
  ...(elsewhere ? { elsewhere } : {}),
  ...(listing ? { listing } : {}),
  ...(creating ? { creating } : {}),
})
