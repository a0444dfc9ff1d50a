// One visit: a page of cars, one of them, those like it, and its small photo. scripts/run-load
import { check } from 'k6'
import http from 'k6/http'
import { ask } from './k6/ask.ts'
import { optionsOf, photoAddress } from './k6/options.ts'
import { newcomer } from './k6/people.ts'

export const options = optionsOf('browse')

const PAGE = 24
/** By price too: the newest are those that publish puts up, without photos. */
const SORTS = ['newest', 'price-asc', 'price-desc'] as const

export function browse(): void {
  const headers = newcomer()
  const sort = SORTS[Math.floor(Math.random() * SORTS.length)] ?? 'newest'
  const { items } = ask('GET /listings', headers, { query: { sort, limit: PAGE } }).value
  check(items, { 'cars are listed': (cars) => cars.length > 0 })
  const car = items[Math.floor(Math.random() * items.length)]
  if (!car) return
  const path = { id: car.id }
  const { value } = ask('GET /listings/{id}', headers, { path })
  check(value, { 'the car is the one that was asked for': ({ id }) => id === car.id })
  ask('GET /listings/{id}/similar', headers, { path })
  const photo = photoAddress(car.photo?.urls.thumb)
  if (photo !== undefined) http.get(photo, { tags: { name: 'a photo' } })
}
