// What buyers call the closed values, besides the taxonomy's own nicknames; and nicknames too short
// or too common to believe. Data.
import type { TermFilter } from '../../filters.ts'
import { foldedWords } from './fold.ts'

/** Filter, value, phrases (comma-separated). A value the taxonomy does not know is left out. */
export const SYNONYMS: readonly (readonly [TermFilter, string, string])[] = [
  ['fuel', 'petrol', 'پٹرول, petrol wali, petrl, pitrol, ptrol'],
  ['fuel', 'diesel', 'deezal, disel, diesle, دیزل'],
  ['fuel', 'cng', 'sng, cng fitted, gas, gas wali, گیس, گیس والی'],
  ['fuel', 'hybrid', 'haibrid, ہائی برڈ'],
  ['fuel', 'phev', 'plug in hybrid'],
  [
    'fuel',
    'ev',
    'electric, elctric, electric car, bijli, bijili, bijlee, bijli wali, بجلی, بجلی والی, الیکٹرک',
  ],
  [
    'transmission',
    'automatic',
    'auto, autometic, automtic, autmatic, automatik, auto gear, automatic gear, آٹو, آٹو میٹک',
  ],
  ['transmission', 'manual', 'manual gear, مینول, مینیول'],
  [
    'assembly',
    'imported',
    'japani, japan, japanese, japnese, import, imprted, impoted, جاپانی, امپورٹڈ',
  ],
  ['assembly', 'local', 'local assembled, locl, pakistani, pakstani, pakistni, لوکل, پاکستانی'],
  ['body', 'suv', 'jeep, جیپ'],
  ['body', 'pickup', 'pickup, pick up, پک اپ'],
  ['body', 'double-cabin', 'double cabin, double cab, ڈبل کیبن'],
  ['body', 'van', 'van, وین'],
  ['condition', 'used', 'second hand, secondhand, pre owned, istemal shuda, purani'],
  [
    'condition',
    'new',
    'brand new, zero meter, zero metre, 0 meter, nai, nayi, naya, نیا, نئی, زیرو میٹر',
  ],
  ['sellerType', 'dealer', 'showroom, showrom, show room, deler, deiler, dealership, شوروم, ڈیلر'],
  [
    'colour',
    'white',
    'safed, safeed, sufed, sufaid, safaid, sufaed, sfed, whte, whit, wite, whyt, سفید, وائٹ',
  ],
  [
    'colour',
    'black',
    'kala, kali, kale, kaali, kaala, kaale, kla, blak, blck, کالی, کالا, کالے, سیاہ',
  ],
  ['colour', 'red', 'lal, laal, surkh, sorkh, لال, سرخ'],
  ['colour', 'blue', 'neela, neeli, nili, nila, blu, نیلی, نیلا'],
  ['colour', 'silver', 'silvr, silwar, silvar, سلور'],
  ['colour', 'maroon', 'maroun, marun, mehroon'],
  ['colour', 'gold', 'goldan, goldn'],
  ['colour', 'yellow', 'yelow, ylow'],
  ['colour', 'orange', 'ornge'],
  ['colour', 'purple', 'parpal'],
  ['colour', 'pink', 'pnk'],
  ['colour', 'grey', 'gray, surmai, surmaee, surmayee, سرمئی'],
  ['colour', 'green', 'hara, hari, sabz, سبز, ہری'],
  [
    'registrationCity',
    'unregistered',
    'unregistered, un registered, not registered, applied for, غیر رجسٹرڈ',
  ],
]

/** What buyers call equipment, besides the taxonomy's own nicknames, by slug. */
export const MORE_FEATURES: Readonly<Record<string, string>> = {
  'sun-roof': 'sunroof, panoramic roof, panoramic sunroof, moon roof, سن روف, سنروف',
  'rear-camera': 'backcam, back cam, rear cam, reverse cam, parking camera, بیک کیمرا',
  'alloy-rims': 'alloy rim, alloy wheel, alloyrims, الائے رمز, الائے ویل',
  'air-bags': 'air bag, ایئر بیگ, ائیر بیگ',
  'air-conditioning': 'air conditioner, air condition, aircon, chill ac, ائیر کنڈیشن',
  'cruise-control': 'cruise, کروز',
  'power-windows': 'power windos, پاور ونڈو',
  'power-steering': 'پاور اسٹیئرنگ',
  'heated-seats': 'heated seat',
  'keyless-entry': 'key less, keyless entry',
}

/** Nicknames that are ordinary words of both languages far more often than what they stand for. */
export const DISBELIEVED = foldedWords('at mt owner مالک ac cd ek')

/**
 * Names that are also ordinary words: they count only while no surer name of the same kind stands
 * in the query.
 */
export const WEAK = foldedWords(
  'city siti citty سٹی سیٹی fit فٹ move muve موو مووو every evry averi days core kore mira',
  'میرا meera sunny سنی kea carry hub bagh باغ wah واہ dadu دادو skin coffee wine gold saga',
  'lc v8',
)
