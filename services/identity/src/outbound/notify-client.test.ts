// What notify says of a mailbox reaches a person in words of their own address.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { proofMails } from './notify-client.ts'

const mail = { to: 'sana@example.pk', lang: 'ur', token: 't' } as unknown as Parameters<
  ReturnType<typeof proofMails>
>[0]
const sending = (code: string) =>
  proofMails({ sendProof: () => Promise.reject(new DomainError('invalid', code)) })(mail)

test('a mailbox that is not there is named so; any other failure stays what it is', async () => {
  await expect(sending('MAILBOX_UNKNOWN')).rejects.toMatchObject({
    ...{ code: 'EMAIL_MAILBOX_UNKNOWN', kind: 'invalid' },
  })
  await expect(sending('SEND_FAILED')).rejects.toMatchObject({ code: 'SEND_FAILED' })
})
