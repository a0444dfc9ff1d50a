// A small market as the gateway serves it: one taxonomy, three cars, and a listing in any words.
import type { Card, Listing, Photo, SearchPage, Taxonomy } from '@pk-auto/client-api/pwa.gen'

const both = (en: string, ur: string) => ({ en, ur })
const term = (slug: string, en: string, ur: string) => ({ slug, name: both(en, ur) })
const at = '2026-11-20T12:00:00.000Z'
const rupees = (whole: number) => ({ minor: whole * 100, currency: 'PKR' as const })

export const taxonomy: Taxonomy = {
  version: 7,
  makes: [
    {
      ...term('toyota', 'Toyota', 'ٹویوٹا'),
      models: [
        {
          ...term('corolla', 'Corolla', 'کرولا'),
          body: 'sedan',
          generations: [
            {
              ...term('e170', '11th generation', 'گیارہویں'),
              yearFrom: 2014,
              assembly: 'local',
              variants: [],
            },
          ],
        },
      ],
    },
  ],
  cities: [
    {
      ...term('multan', 'Multan', 'ملتان'),
      province: 'punjab',
      areas: [term('cantt', 'Cantt', 'کینٹ')],
    },
  ],
  enums: {
    fuel: [term('petrol', 'Petrol', 'پیٹرول')],
    transmission: [term('manual', 'Manual', 'مینوئل')],
    body: [term('sedan', 'Sedan', 'سیڈان')],
    colour: [term('white', 'White', 'سفید')],
    assembly: [term('local', 'Local', 'مقامی')],
    condition: [term('used', 'Used', 'استعمال شدہ')],
    feature: [term('abs', 'ABS', 'اے بی ایس'), term('airbags', 'Airbags', 'ایئر بیگز')],
  },
}

const photo = (name: string): Photo => ({
  mediaId: name,
  width: 1600,
  height: 1200,
  placeholder: 'data:image/webp;base64,UklGRg==',
  urls: {
    thumb: `/media/${name}/t`,
    card: `/media/${name}/c`,
    medium: `/media/${name}/m`,
    large: `/media/${name}/l`,
    full: `/media/${name}/f`,
    jpeg: `/media/${name}/j`,
  },
})

export const listing: Listing = {
  id: '01900000-0000-7000-8000-000000000001',
  version: 3,
  state: 'live',
  title: both('Toyota Corolla 2016', 'ٹویوٹا کرولا 2016'),
  sellerTitle: 'Corolla GLi, first owner',
  make: 'toyota',
  model: 'corolla',
  generation: 'e170',
  year: 2016,
  price: rupees(3_850_000),
  droppedFrom: rupees(4_000_000),
  km: 92_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'multan',
  area: 'cantt',
  registrationCity: 'lahore',
  condition: 'used',
  features: ['abs', 'airbags'],
  visibility: 'public',
  channels: ['automart'],
  description: { text: 'First owner.\nNo accident.', lang: 'en' },
  photos: [photo('m1'), photo('m2')],
  seller: { id: 's1', type: 'individual', name: 'Bilal', memberSince: at, phoneVerified: true },
  contact: ['message', 'call', 'whatsapp', 'offer'],
  contactHours: { from: '09:00', to: '21:00' },
  createdAt: at,
  updatedAt: at,
  publishedAt: at,
}

export const cardOf = (one: Listing): Card => ({
  ...one,
  title: one.title,
  sellerType: one.seller?.type ?? 'individual',
  photoCount: one.photos.length,
  ...(one.photos[0] ? { photo: one.photos[0] } : {}),
  badges: [],
  publishedAt: one.publishedAt ?? one.createdAt,
})

export const searchPage = (items: readonly Card[]): SearchPage => ({
  items,
  total: { value: items.length, exact: true },
  facets: {
    make: [{ value: 'toyota', label: both('Toyota', 'ٹویوٹا'), count: 1_204 }],
    city: [{ value: 'multan', label: both('Multan', 'ملتان'), count: 88 }],
    fuel: [{ value: 'petrol', label: both('Petrol', 'پیٹرول'), count: 1_000 }],
  },
  understood: {
    filters: { make: ['toyota'], priceTo: 4_000_000 },
    text: 'clean',
    setAside: [{ text: 'corolla', filter: 'make' }],
  },
  repairs: items.length === 0 ? [{ drop: 'priceTo', total: 12 }] : [],
  next: items.length === 0 ? null : 'abc',
})
