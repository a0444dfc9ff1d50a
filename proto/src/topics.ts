// Every topic of the platform, and nothing else: whoever needs them all takes this module's values.
export * from './topics/catalogue.ts'
export * from './topics/identity.ts'
export * from './topics/media-iq.ts'
