// Identifiers: UUIDv7, so that rows made together lie together. Order never comes from an id.
import { randomUUIDv7 } from 'node:crypto'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const newId = (): string => randomUUIDv7()

export const isId = (text: string): boolean => UUID.test(text)
