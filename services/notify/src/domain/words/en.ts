// Notifications in English.
import type { Sentences } from './words.ts'

const cars = (count: number) => (count === 1 ? '1 car' : `${count} cars`)

export const en: Sentences = {
  someCar: 'your car',
  rupees: (grouped) => `Rs ${grouped}`,
  message: ({ name = 'Someone', preview, events }) => ({
    title: name,
    body: events > 1 ? `${events} new messages` : (preview ?? 'New message'),
  }),
  'offer-made': ({ car, price }) => ({
    title: `New offer: ${price}`,
    body: `For ${car}. Accept it, decline it or name your own price.`,
  }),
  'offer-countered': ({ car, price }) => ({
    title: `Another price: ${price}`,
    body: `The answer to your offer for ${car}. It is your turn.`,
  }),
  'offer-accepted': ({ car, price }) => ({
    title: `Offer accepted: ${price}`,
    body: `${car}. An offer is not a sale: see the car and its papers first.`,
  }),
  'offer-declined': ({ car, price }) => ({
    title: `Offer declined: ${price}`,
    body: `${car}. You can make another offer.`,
  }),
  'offer-withdrawn': ({ car, price }) => ({
    title: `Offer withdrawn: ${price}`,
    body: `${car}. You can still write to each other.`,
  }),
  'offer-expired': ({ car, price }) => ({
    title: `Offer expired: ${price}`,
    body: `Nobody answered it in time. ${car}.`,
  }),
  'contact-call': ({ car }) => ({
    title: 'A buyer looked up your number',
    body: `About ${car}. Expect a call.`,
  }),
  'contact-whatsapp': ({ car }) => ({
    title: 'A buyer opened your WhatsApp',
    body: `About ${car}. Look into WhatsApp.`,
  }),
  'contact-callback': ({ car }) => ({
    title: 'A buyer asks you to call back',
    body: `About ${car}. See who under your leads.`,
  }),
  'price-dropped': ({ car, price, was }) => ({
    title: `Now ${price}, was ${was}`,
    body: `${car}, which you saved, has become cheaper.`,
  }),
  sold: ({ car }) => ({ title: 'A car you saved is sold', body: `${car}. See similar ones.` }),
  'alert-new': ({ count }) => ({
    title: `${cars(count)} for your saved search`,
    body: count === 1 ? 'See it before others do.' : 'See them before others do.',
  }),
  'alert-dropped': ({ count }) => ({
    title: `Price drop: ${cars(count)} of your saved search`,
    body: 'They cost less now than before.',
  }),
}
