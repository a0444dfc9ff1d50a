// Words that ask for an order: "cheapest", "kam chali", "سستی". Data, folded once.
import type { Sort } from '../../sort.ts'
import { foldedPhrases, type Phrase } from './fold.ts'

export const SORT_WORDS: readonly (readonly [Sort, readonly Phrase[]])[] = [
  [
    'price-asc',
    foldedPhrases(
      ...['cheapest', 'cheap', 'most affordable', 'affordable', 'least expensive', 'lowest price'],
      ...['low price', 'low budget', 'sab se sasti', 'sab se sasta', 'sab se saste', 'sabse sasti'],
      ...['sabse sasta', 'sasti', 'sasta', 'saste', 'kam qeemat', 'sab se kam qeemat'],
      ...['سب سے سستی', 'سب سے سستا', 'سستی', 'سستا', 'سستے', 'کم قیمت', 'سب سے کم قیمت'],
      ...['kam price', 'kam daam', 'low rate', 'کم قیمت والی'],
    ),
  ],
  [
    'price-desc',
    foldedPhrases(
      ...['most expensive', 'expensive', 'highest price', 'costliest', 'sab se mehngi', 'mehngi'],
      ...['too expensive', 'very expensive', 'zyada mehngi', 'zyada mehnga', 'bohat mehngi'],
      ...['itni mehngi', 'زیادہ مہنگی', 'بہت مہنگی'],
      ...[
        'sabse mehngi',
        'sab se zyada mehngi',
        'sab se mehnga',
        'mehnga',
        'سب سے مہنگی',
        'سب سے زیادہ مہنگی',
        'مہنگی',
        'سب سے مہنگا',
        'مہنگا',
      ],
    ),
  ],
  [
    'km-asc',
    foldedPhrases(
      ...['least driven', 'less driven', 'low driven', 'lowest mileage', 'low mileage'],
      ...['low milage', 'less mileage', 'least mileage', 'lowest km', 'low km', 'kam chali'],
      ...['mileage kam', 'mileage kam ho', 'low meter', 'kam meter', 'کم میٹر'],
      ...['kam chali hui', 'kam chala hua', 'kam chala', 'sab se kam chali', 'sabse kam chali'],
      ...['sab se kam chali hui', 'sabse kam chali hui', 'kam mileage', 'kam chalai hui'],
      ...['kam km', 'kam km wali', 'kam km chali', 'km kam', 'kam kilometer'],
      ...[
        'کم کلومیٹر',
        'کم کلومیٹر والی',
        'کم چلی',
        'کم چلی ہوئی',
        'سب سے کم چلی',
        'سب سے کم چلی ہوئی',
        'کم مائلیج',
      ],
    ),
  ],
  [
    'year-desc',
    foldedPhrases(
      ...['latest model', 'newest model', 'naya model', 'nayi model'],
      ...['new model', 'new shape', 'nai shape', 'naya shape', 'sab se nai', 'sab se naya'],
      ...[
        'sabse nai',
        'نئی شکل',
        'نئی شیپ',
        'سب سے نئی',
        'sab se naya model',
        'latest shape',
        'نیا ماڈل',
        'سب سے نیا ماڈل',
        'تازہ ترین ماڈل',
      ],
    ),
  ],
  ['newest', foldedPhrases('latest', 'newest', 'just listed', 'latest ads', 'تازہ ترین')],
]

/** What asks for an order only where it is not wanted: "mehngi na ho", "zyada purani na ho". */
export const TURNED_SORT_WORDS: readonly (readonly [Sort, readonly Phrase[]])[] = [
  ['price-asc', SORT_WORDS.flatMap(([sort, phrases]) => (sort === 'price-desc' ? phrases : []))],
  [
    'year-desc',
    foldedPhrases(
      ...['zyada purani', 'zyada purana', 'bohat purani', 'bohat purana', 'itni purani'],
      ...['too old', 'very old', 'زیادہ پرانی', 'بہت پرانی', 'اتنی پرانی'],
    ),
  ],
]
