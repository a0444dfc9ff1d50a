// A whole day pressed into minutes: each path with its share, through the hours. scripts/run-load
import { optionsOf } from './k6/options.ts'

export { browse } from './browse.ts'
export { chat, setup } from './chat.ts'
export { otp } from './otp.ts'
export { publish } from './publish.ts'
export { search } from './search.ts'

export const options = optionsOf('day')
