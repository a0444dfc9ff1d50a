// Every topic of the platform, and nothing else: the values of this module are the list of topics.
export * from './topics/catalogue.ts'
export * from './topics/identity.ts'
export * from './topics/media-iq.ts'
export * from './topics/chat.ts'
export * from './topics/leads.ts'
export * from './topics/search.ts'
export * from './topics/fraud.ts'
