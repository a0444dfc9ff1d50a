// Every topic of the platform: the contract's handles with their figures of deploy/kafka/topics.yaml.
import { readFile } from 'node:fs/promises'
import { type Profile, readTopics, type TopicSpec } from '@pk-auto/kafka/topics'

const FIGURES = new URL('../deploy/kafka/topics.yaml', import.meta.url)

/** @throws Error when the file and the contract do not agree */
export async function readPlatformTopics(profile: Profile = 'development'): Promise<TopicSpec[]> {
  // Only now: a generator may have just written what the handles import.
  const handles = await import('@pk-auto/proto/topics')
  return readTopics(await readFile(FIGURES, 'utf8'), Object.values(handles), profile)
}
