// Names that let test files share one Kafka, Elasticsearch and S3 without meeting.
import { newId } from '@pk-auto/kernel/id'

const fresh = () => newId().replaceAll('-', '').slice(-12)

/** Put before every topic and group of one test file. */
export const testTopicPrefix = (): string => `t${fresh()}.`

/** Put before every index of one test file. */
export const testIndexPrefix = (): string => `t${fresh()}-`

export const testBucket = (): string => `t${fresh()}`
