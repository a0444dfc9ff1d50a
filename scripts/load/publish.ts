// Somebody new signs in and puts up an ad. scripts/run-load
import { check } from 'k6'
import { publishAd } from './k6/ads.ts'
import { optionsOf } from './k6/options.ts'
import { signIn } from './k6/people.ts'

export const options = optionsOf('publish')

export function publish(): void {
  check(publishAd(signIn()), { 'the ad is live': ({ state }) => state === 'live' })
}
