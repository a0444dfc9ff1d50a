// Every error chat answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { fieldCodes } from '@pk-auto/kernel/errors'

export const errors = defineErrors(
  {
    CONVERSATION_NOT_FOUND: [
      'not_found',
      'No such conversation, or you take no part in it. Both answer the same.',
    ],
    CONVERSATION_BLOCKED: [
      'forbidden',
      'One of the two has blocked the other: nothing is sent any more. Reading goes on.',
    ],
    OWN_CONVERSATION: ['invalid', 'A conversation needs two people: nobody writes to themselves.'],
    INVALID_CONVERSATION: [
      'invalid',
      'Something about the conversation cannot be right; `errors[]` names it.',
    ],
    INVALID_MESSAGE: [
      'invalid',
      'Something about the message cannot be right; `errors[]` names it.',
    ],
    INVALID_WORDS: ['invalid', 'Two letters at least, and a hundred at most, are looked for.'],
    MESSAGE_KEY_REUSED: [
      'conflict',
      'This clientId has already sent another message here. Give each message one of its own.',
    ],
    MESSAGE_NOT_FOUND: ['not_found', 'No message of yours has this number in this conversation.'],
    MESSAGE_NOT_TEXT: [
      'conflict',
      'Only words can be changed. Anything else is deleted and sent anew.',
    ],
    ATTACHMENT_NOT_FOUND: [
      'not_found',
      'No such upload of yours for a chat, or none that you may see. All answer the same.',
    ],
    ATTACHMENT_NOT_READY: [
      'precondition',
      'The upload is still being prepared. Send the message when it is ready.',
    ],
    ATTACHMENT_USED: [
      'conflict',
      'This upload stands in another message already. Upload it once more to send it again.',
    ],
    MESSAGE_TOO_OLD: ['conflict', 'A message can be changed or deleted for 15 minutes.'],
    MESSAGE_DELETED: ['conflict', 'The message is deleted; a deleted message is not changed.'],
  },
  fieldCodes,
)
