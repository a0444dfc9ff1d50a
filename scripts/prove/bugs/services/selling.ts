// Bugs in editing an ad and in taking a sale back.
import type { Bug } from '../../bug.ts'

const SELL = 'clients/pwa/src/islands/sell'
const CATALOGUE = 'services/catalogue/src'
const ANNOUNCING = 'services/catalogue/test/favourites/announcing.it.test.ts'
const EDIT = `${SELL}/edit/edit.test.ts`

export const SELLING_BUGS: readonly Bug[] = [
  {
    name: 'an edit made elsewhere is overwritten by what was there before',
    file: `${SELL}/edit/rebase.ts`,
    find: 'same(mine, base, unit) ?',
    put: 'same(mine, theirs, unit) ?',
    suite: EDIT,
  },
  {
    name: 'a photo removed elsewhere comes back with an edit',
    file: `${SELL}/edit/rebase.ts`,
    find: 'mediaId === undefined || !removed.includes(mediaId)',
    put: 'mediaId !== undefined || !removed.includes(mediaId ?? "")',
    suite: EDIT,
  },
  {
    name: 'what was emptied of an ad stays on the server',
    file: `${SELL}/edit/ad-fields.ts`,
    find: '[...Object.keys(before), ...Object.keys(now)]',
    put: 'Object.keys(now)',
    suite: EDIT,
  },
  {
    name: 'only the last of two edits made elsewhere is shown',
    file: `${SELL}/wizard-state.ts`,
    find: 'elsewhere: state.elsewhere ?? base,',
    put: 'elsewhere: base,',
    suite: EDIT,
  },
  {
    name: 'a sale taken back lifts the ad to the newest',
    file: `${CATALOGUE}/domain/listing.ts`,
    find: "listing.state !== 'sold' && untilLift(",
    put: 'untilLift(',
    suite: `${CATALOGUE}/domain/sale/undo.test.ts`,
  },
  {
    name: 'a sale is announced while its seller can take it back',
    file: `${CATALOGUE}/outbound/favourites/saved-change-store.ts`,
    find: 'due.at <= ${finalSince}',
    put: "due.at <= ${finalSince}::timestamptz + interval '1 hour'",
    suite: ANNOUNCING,
  },
  {
    name: 'a sale that was taken back is announced',
    file: `${CATALOGUE}/usecases/favourites/announce-saved-changes.ts`,
    find: 'due.undone ? [] : ',
    put: '',
    suite: ANNOUNCING,
  },
  {
    name: 'who has said not now is asked for a name again',
    file: `${SELL}/name-question.tsx`,
    find: 'store().getItem(ASKED) !== person.id',
    put: "store().getItem(ASKED) !== ''",
    suite: `${SELL}/name-question.test.ts`,
  },
  {
    name: 'a wish for a missing car holds a telephone number',
    file: `${CATALOGUE}/domain/wish/model-wish.ts`,
    find: 'return holdsPhoneNumber(name)',
    put: "return name === ''",
    suite: `${CATALOGUE}/domain/wish/model-wish.test.ts`,
  },
  {
    name: 'a wish repeated all day counts each time',
    file: `${CATALOGUE}/outbound/wish-store.ts`,
    find: 'last_on < ${day}::date',
    put: 'last_on <= ${day}::date',
    suite: 'services/catalogue/test/wishes.it.test.ts',
  },
  {
    name: 'the nearest car is known by its make alone',
    file: `${SELL}/missing/nearest-models.ts`,
    find: 'b.own + b.within / 2 - (a.own + a.within / 2)',
    put: 'b.within - a.within',
    suite: `${SELL}/missing/nearest-models.test.ts`,
  },
]
