// Chat as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readChatConfig } from './config.ts'
import { startChat } from './service.ts'

await runService({ name: 'chat', start: (env) => startChat(readChatConfig(env)) })
